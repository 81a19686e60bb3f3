using System.Globalization;
using System.Text.Json;
using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.CustomFields;

/// <summary>
/// Says in SQL's words what fields must say: a JSON path over an object of <c>clear</c> fields by name and, of contacts, of
/// <c>personal</c> ones as a list.
/// </summary>
internal static class FieldPath
{
    /// <summary>Null when nothing is asked.</summary>
    public static string? Of(IReadOnlyList<FieldFilter> filters) =>
        filters.Count == 0 ? null : $"$ ? ({string.Join(" && ", filters.SelectMany(Conditions))})";

    private static IEnumerable<string> Conditions(FieldFilter filter)
    {
        var field = $"@.clear.{Text(filter.Name)}";
        var exists = filter.IsPersonal ? $"exists(@.personal[*] ? (@.Name == {Text(filter.Name)}))" : $"exists({field})";
        yield return filter.IsForMissing ? $"!({exists})" : $"({exists})";
        if (filter.OneOf.Count > 0)
            yield return $"({string.Join(" || ", filter.OneOf.Select(value => $"{field}[*] == {Value(value, filter.Kind)}"))})";
        if (filter.From is { } from)
            yield return $"({field} {(from.IsWithin ? ">=" : ">")} {Value(from.Value, filter.Kind)})";
        if (filter.To is { } to)
            yield return $"({field} {(to.IsWithin ? "<=" : "<")} {Value(to.Value, filter.Kind)})";
    }

    // A number is read again, so that nothing that somebody sent becomes a part of the path as it is.
    private static string Value(string text, FieldKind kind) =>
        kind == FieldKind.Number && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? FieldText.Of(number)
            : Text(text);

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
