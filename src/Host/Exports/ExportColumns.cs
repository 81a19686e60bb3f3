using System.Globalization;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Exports;

/// <summary>What an export can tell of a contact. An import knows these names again.</summary>
internal static class ExportColumns
{
    private const string FieldPrefix = "field:";
    private const int LongestField = 64;

    private static readonly Dictionary<string, Func<ContactCard, string?>> Known = new(StringComparer.Ordinal)
    {
        ["id"] = card => card.Id.ToString(),
        ["firstName"] = card => card.FirstName.Value,
        ["lastName"] = card => card.LastName.Value,
        ["title"] = card => card.Title?.Value,
        ["phone"] = card => Nth(card.Phones, 0)?.Number.Value,
        ["phone2"] = card => Nth(card.Phones, 1)?.Number.Value,
        ["phone3"] = card => Nth(card.Phones, 2)?.Number.Value,
        ["email"] = card => Nth(card.Emails, 0)?.Address.Value,
        ["email2"] = card => Nth(card.Emails, 1)?.Address.Value,
        ["email3"] = card => Nth(card.Emails, 2)?.Address.Value,
        ["timeZone"] = card => card.TimeZone,
        ["stage"] = card => card.Stage,
        ["companyId"] = card => card.CompanyId?.ToString(),
        ["ownerId"] = card => card.OwnerId.ToString(),
        ["tags"] = card => string.Join(", ", card.Tags),
        ["source"] = card => card.Source,
        ["createdAt"] = card => Told(card.CreatedAt),
        ["changedAt"] = card => Told(card.ChangedAt),
    };

    /// <summary>Unless said.</summary>
    public static IReadOnlyList<string> Usual { get; } =
        ["id", "firstName", "lastName", "title", "phone", "phone2", "phone3", "email", "email2", "email3", "timeZone", "ownerId", "tags", "source", "createdAt"];

    /// <summary>For people who ask.</summary>
    public static string All => $"{string.Join(", ", Known.Keys)} or {FieldPrefix}<name>";

    public static bool IsKnown(string? column) => column is not null
        && (Known.ContainsKey(column) || (column.StartsWith(FieldPrefix, StringComparison.Ordinal) && column.Length > FieldPrefix.Length && column.Length <= FieldPrefix.Length + LongestField));

    /// <summary>What a column tells of a contact; null: nothing.</summary>
    public static string? Of(ContactCard card, string column) => Known.TryGetValue(column, out var tell)
        ? tell(card)
        : Field(card, column[FieldPrefix.Length..]);

    private static string? Field(ContactCard card, string name) =>
        card.Fields.FirstOrDefault(field => field.Name == name)?.Value.Value
        ?? (card.ClearFields.TryGetValue(name, out var value) ? $"{value}" : null);

    private static T? Nth<T>(IReadOnlyList<T> items, int n)
        where T : class =>
        n < items.Count ? items[n] : null;

    private static string Told(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
