using System.Globalization;
using System.Text.Json;

namespace SalesEngagement.Host.Http;

/// <summary>An instant in a query, such as <c>2026-01-05T09:00:00Z</c>. Found by the framework by its TryParse.</summary>
internal readonly record struct Instant(DateTimeOffset Value)
{
    public static bool TryParse(string? text, out Instant instant)
    {
        var isRead = InstantConverter.TryRead(text, out var value);
        instant = new(value);
        return isRead;
    }
}

/// <summary>A word of a closed list in a query, written as in JSON (<c>in-progress</c>).</summary>
internal readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    public static bool TryParse(string? text, out Word<T> word)
    {
        var isKnown = Words.TryGetValue(text ?? "", out var value);
        word = new(value);
        return isKnown;
    }
}

/// <summary>A day in a query, in UTC: <c>2026-01-05</c>, or an instant.</summary>
/// <param name="Start">Where it starts: midnight, or the instant.</param>
/// <param name="IsWhole">Whether a day was given, not an instant.</param>
internal readonly record struct Day(DateTimeOffset Start, bool IsWhole)
{
    /// <summary>The day as the first of a span.</summary>
    public DateOnly First => DateOnly.FromDateTime(Start.UtcDateTime);

    /// <summary>The day as the last of a span: an instant at midnight ends the day before.</summary>
    public DateOnly Last => DateOnly.FromDateTime(IsWhole ? Start.UtcDateTime : Start.UtcDateTime.AddTicks(-1));

    public static bool TryParse(string? text, out Day day)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            day = new(new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), IsWhole: true);
            return true;
        }

        var isRead = InstantConverter.TryRead(text, out var instant) && instant > DateTimeOffset.MinValue;
        day = new(instant, IsWhole: false);
        return isRead;
    }
}
