using System.Globalization;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Exports;

/// <summary>What an export can tell of a contact. An import knows these names again.</summary>
internal static class ExportColumns
{
    /// <summary>The one that asks for more than cards.</summary>
    public const string Company = "company";

    private const string FieldPrefix = "field:";
    private const int LongestField = 64;

    private static readonly Dictionary<string, Func<ExportedContact, string?>> Known = new(StringComparer.Ordinal)
    {
        ["id"] = contact => contact.Card.Id.ToString(),
        ["firstName"] = contact => contact.Card.FirstName.Value,
        ["lastName"] = contact => contact.Card.LastName.Value,
        ["title"] = contact => contact.Card.Title?.Value,
        ["phone"] = contact => Nth(contact.Card.Phones, 0)?.Number.Value,
        ["phone2"] = contact => Nth(contact.Card.Phones, 1)?.Number.Value,
        ["phone3"] = contact => Nth(contact.Card.Phones, 2)?.Number.Value,
        ["email"] = contact => Nth(contact.Card.Emails, 0)?.Address.Value,
        ["email2"] = contact => Nth(contact.Card.Emails, 1)?.Address.Value,
        ["email3"] = contact => Nth(contact.Card.Emails, 2)?.Address.Value,
        ["timeZone"] = contact => contact.Card.TimeZone,
        ["stage"] = contact => contact.Card.Stage,
        [Company] = contact => contact.Company,
        ["companyId"] = contact => contact.Card.CompanyId?.ToString(),
        ["ownerId"] = contact => contact.Card.OwnerId.ToString(),
        ["tags"] = contact => string.Join(", ", contact.Card.Tags),
        ["source"] = contact => contact.Card.Source,
        ["createdAt"] = contact => Told(contact.Card.CreatedAt),
        ["changedAt"] = contact => Told(contact.Card.ChangedAt),
    };

    /// <summary>Unless said.</summary>
    public static IReadOnlyList<string> Usual { get; } =
        ["id", "firstName", "lastName", "title", "phone", "phone2", "phone3", "email", "email2", "email3", "timeZone", "stage", Company, "ownerId", "tags", "source", "createdAt"];

    /// <summary>For people who ask.</summary>
    public static string All => $"{string.Join(", ", Known.Keys)} or {FieldPrefix}<name>";

    public static bool IsKnown(string? column) => column is not null
        && (Known.ContainsKey(column) || (column.StartsWith(FieldPrefix, StringComparison.Ordinal) && column.Length > FieldPrefix.Length && column.Length <= FieldPrefix.Length + LongestField));

    /// <summary>What a column tells of a contact; null: nothing.</summary>
    public static string? Of(ExportedContact contact, string column) => Known.TryGetValue(column, out var tell)
        ? tell(contact)
        : Field(contact.Card, column[FieldPrefix.Length..]);

    private static string? Field(ContactCard card, string name) =>
        card.Fields.FirstOrDefault(field => field.Name == name)?.Value.Value
        ?? (card.ClearFields.TryGetValue(name, out var value) ? $"{value}" : null);

    private static T? Nth<T>(IReadOnlyList<T> items, int n)
        where T : class =>
        n < items.Count ? items[n] : null;

    private static string Told(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A contact as it is exported.</summary>
/// <param name="Card">What lists show of it.</param>
/// <param name="Company">What its company is called now; null without any.</param>
internal sealed record ExportedContact(ContactCard Card, string? Company);
