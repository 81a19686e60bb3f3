using System.Globalization;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Search;

/// <summary>A stretch of all numbers, or of all days: the smallest at level 0, each further level sixteen times as wide.</summary>
internal readonly record struct FieldStep(int Level, long Place);

/// <summary>
/// Ranges by equality: a value is stored under the few stretches that it stands in, from narrow to wide, and a range is asked
/// for by the fewest stretches that cover it. The narrowest is a day, or a 256th part of a number's size: what a stretch at the
/// edge of a range holds too much is dropped where values are compared.
/// </summary>
internal static class FieldSteps
{
    private const int Levels = 5;
    private const int Bits = 4;

    // The sign, the exponent, and the first 8 bits of the fraction of a number's 64.
    private const int Dropped = 44;

    /// <summary>The stretches that a value stands in; none of what is neither number nor day.</summary>
    public static IEnumerable<FieldStep> Of(string value, FieldKind kind) => PlaceOf(value, kind) is { } place
        ? Enumerable.Range(0, Levels).Select(level => new FieldStep(level, place >> (Bits * level)))
        : [];

    /// <summary>Stretches that cover a range; null for an end that is open.</summary>
    public static IEnumerable<FieldStep> Between(string? from, string? to, FieldKind kind)
    {
        var low = from is null ? Lowest(kind) : PlaceOf(from, kind) ?? Lowest(kind);
        var high = to is null ? Highest(kind) : PlaceOf(to, kind) ?? Highest(kind);
        for (var level = 0; low <= high; level++)
        {
            if (level == Levels - 1)
            {
                for (var place = low; place <= high; place++)
                    yield return new(level, place);
                yield break;
            }

            // What does not fill a wider stretch, at either end.
            for (; low <= high && low % (1 << Bits) != 0; low++)
                yield return new(level, low);
            for (; low <= high && high % (1 << Bits) != (1 << Bits) - 1; high--)
                yield return new(level, high);
            if (low > high)
                yield break;
            (low, high) = (low >> Bits, high >> Bits);
        }
    }

    private static long? PlaceOf(string value, FieldKind kind) => kind switch
    {
        FieldKind.Number when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => PlaceOf(number),
        FieldKind.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            day.DayNumber,
        _ => null,
    };

    // The bits of floating point numbers (IEEE 754) are in their order once those of negative ones are turned over.
    private static long PlaceOf(double number)
    {
        var bits = (ulong)BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return (long)(((bits >> 63) == 0 ? bits | (1UL << 63) : ~bits) >> Dropped);
    }

    private static long Lowest(FieldKind kind) => kind == FieldKind.Date ? 0 : PlaceOf(-1e29);

    private static long Highest(FieldKind kind) => kind == FieldKind.Date ? DateOnly.MaxValue.DayNumber : PlaceOf(1e29);
}
