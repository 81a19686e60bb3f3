using System.Globalization;
using System.Text.Json;

namespace SalesEngagement.Domain.CustomFields;

/// <summary>
/// Values of custom fields are kept as text in one form for each kind, so that equal values are equal texts: numbers without
/// trailing zeros, days as 2027-01-31, several choices as a JSON array, users by their id.
/// </summary>
public static class FieldText
{
    private const string Decimal = "0.############################";

    public static string Of(decimal number) => number.ToString(Decimal, CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(IReadOnlyList<string> choices) => JsonSerializer.Serialize(choices);

    /// <summary>The value as the API and analysts see it; what is no value of its kind (an erased one) as the text that it is.</summary>
    /// <param name="text">In the form of its kind.</param>
    /// <param name="kind">Null: of a field that nobody has defined, a text.</param>
    public static JsonElement ToJson(string text, FieldKind? kind) => kind switch
    {
        FieldKind.Number when NumberIn(text) is { } number => JsonSerializer.SerializeToElement(number),
        FieldKind.MultiChoice when text.StartsWith('[') => JsonElement.Parse(text),
        _ => JsonSerializer.SerializeToElement(text),
    };

    /// <summary>The values by their names, as the API and analysts see them.</summary>
    public static Dictionary<string, JsonElement> ByName(IEnumerable<ClearField> fields) =>
        fields.ToDictionary(field => field.Name, field => ToJson(field.Value, field.Kind));

    /// <summary>The values that stand in a text: each choice of several, or the text itself.</summary>
    public static IReadOnlyList<string> PartsOf(string text, FieldKind kind) =>
        kind == FieldKind.MultiChoice && text.StartsWith('[') ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [text];

    /// <summary>Below, at or above 0 as the first is less than, equal to or more than the second: numbers by their size, days by time.</summary>
    public static int Compare(string one, string other, FieldKind kind) => kind == FieldKind.Number && NumberIn(one) is { } first && NumberIn(other) is { } second
        ? first.CompareTo(second)
        : string.CompareOrdinal(one, other);

    private static decimal? NumberIn(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
