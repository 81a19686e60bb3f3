using System.Text.Json;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Host.Routes;

/// <summary>A contact as the API shows it.</summary>
internal sealed record ContactView(
    Guid Id,
    long Version,
    string FirstName,
    string LastName,
    string? Title,
    IReadOnlyList<PhoneBody> Phones,
    IReadOnlyList<EmailBody> Emails,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement> Fields,
    string? Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeletedAt,
    TimeZoneProvenance? TimeZoneProvenance = null,
    string? Stage = null,
    Guid? CompanyId = null,
    IReadOnlyList<DuplicateHint>? Duplicates = null,
    Guid? MergedInto = null)
{
    /// <summary>From the stream.</summary>
    public static ContactView Of(Guid id, Contact contact, long version) => new(
        id, version, contact.FirstName.Value, contact.LastName.Value, contact.Title?.Value, PhonesOf(contact.Phones),
        EmailsOf(contact.Emails), contact.TimeZone, contact.OwnerId, contact.Tags, FieldsOf(contact),
        contact.Source, contact.AddedAt, contact.ChangedAt, contact.DeletedAt, contact.TimeZoneProvenance, contact.Stage,
        contact.CompanyId, MergedInto: contact.MergedInto);

    /// <summary>From the list's read model.</summary>
    public static ContactView Of(ContactCard card) => new(
        card.Id, card.Version, card.FirstName.Value, card.LastName.Value, card.Title?.Value, PhonesOf(card.Phones),
        EmailsOf(card.Emails), card.TimeZone, card.OwnerId, card.Tags, FieldsOf(card),
        card.Source, card.CreatedAt, card.ChangedAt, card.DeletedAt, card.TimeZoneProvenance, card.Stage, card.CompanyId, MergedInto: card.MergedInto);

    private static IReadOnlyList<PhoneBody> PhonesOf(IReadOnlyList<ContactPhone> phones) =>
        [.. phones.Select(phone => new PhoneBody(phone.Number.Value, phone.Label, phone.State ?? PhoneState.Valid))];

    private static IReadOnlyList<EmailBody> EmailsOf(IReadOnlyList<ContactEmail> emails) =>
        [.. emails.Select(email => new EmailBody(email.Address.Value, email.Label, email.State ?? EmailState.Valid))];

    private static Dictionary<string, JsonElement> FieldsOf(Contact contact) => FieldsOf(
        contact.Fields, contact.ClearFields.Select(field => KeyValuePair.Create(field.Name, FieldText.ToJson(field.Value, field.Kind))));

    private static Dictionary<string, JsonElement> FieldsOf(ContactCard card) => FieldsOf(card.Fields, card.ClearFields);

    private static Dictionary<string, JsonElement> FieldsOf(
        IReadOnlyList<ContactField> personal, IEnumerable<KeyValuePair<string, JsonElement>> clear) =>
        personal.Select(field => KeyValuePair.Create(field.Name, FieldText.ToJson(field.Value.Value, field.Kind))).Concat(clear)
            .OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary();
}
