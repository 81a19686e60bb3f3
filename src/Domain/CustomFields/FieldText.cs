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
        FieldKind.Number when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
            JsonSerializer.SerializeToElement(number),
        FieldKind.MultiChoice when text.StartsWith('[') => JsonElement.Parse(text),
        _ => JsonSerializer.SerializeToElement(text),
    };
}
