using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Contacts;

/// <summary>
/// A rep changes what is known about a contact. What is null here stays as it is. Fields are set by name; one without
/// a value is removed, the others stay unless all are cleared first.
/// </summary>
public sealed record ChangeContact(
    PersonName? FirstName = null,
    PersonName? LastName = null,
    Set<FreeText>? Title = null,
    IReadOnlyList<ContactPhone>? Phones = null,
    IReadOnlyList<ContactEmail>? Emails = null,
    Set<string>? TimeZone = null,
    Guid? OwnerId = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, FieldValue?>? Fields = null,
    bool ClearFields = false,
    Set<string>? Source = null,
    TimeZoneProvenance? TimeZoneProvenance = null,
    Set<string>? Stage = null,
    Set<CompanyChoice>? Company = null);

/// <summary>Set to this value, or to nothing.</summary>
public sealed record Set<T>(T? To)
    where T : class;

public static class ChangeContactHandler
{
    public static Decision Handle(ChangeContact command, Contact contact, DateTimeOffset now)
    {
        if (ContactUse.Objection(contact) is { } objection)
            return objection;

        var phones = AddressStates.Of(command.Phones ?? contact.Phones, contact.Phones);
        var emails = AddressStates.Of(command.Emails ?? contact.Emails, contact.Emails);
        var fields = (command.ClearFields ? FieldSet.Empty : new(contact.Fields, contact.ClearFields))
            .With(command.Fields ?? new Dictionary<string, FieldValue?>());
        if (fields.Count > FieldSet.Most)
            return Rejection.Because("too-many-fields", $"A contact has at most {FieldSet.Most} fields.");

        object?[] facts =
        [
            Renamed(command, contact, now),
            phones.SequenceEqual(contact.Phones) ? null : new ContactPhonesChanged(phones, now),
            emails.SequenceEqual(contact.Emails) ? null : new ContactEmailsChanged(emails, now),
            DetailsChanged(command, contact, fields.Personal, now),
            fields.Clear.SequenceEqual(contact.ClearFields) ? null : new ContactClearFieldsChanged(fields.Clear, now),
            ContactTimeZone.Changed(command, contact, phones, now),
            command.Stage is { } stage && stage.To != contact.Stage ? new ContactStageChanged(stage.To, now) : null,
            command.Company is { } company && company.To?.Id != contact.CompanyId
                ? new ContactCompanyChanged(company.To?.Id, company.To?.Name, now) : null,
            command.OwnerId is { } owner && owner != contact.OwnerId
                ? new ContactOwnerAssigned(owner, now) : null,
            command.Tags is { } tags && !tags.SequenceEqual(contact.Tags)
                ? new ContactTagsChanged(tags, now) : null,
        ];
        return [.. facts.OfType<object>()];
    }

    private static ContactRenamed? Renamed(ChangeContact command, Contact contact, DateTimeOffset now)
    {
        var (first, last) = (command.FirstName ?? contact.FirstName, command.LastName ?? contact.LastName);
        return (first, last) == (contact.FirstName, contact.LastName) ? null : new(first, last, now);
    }

    private static ContactDetailsChanged? DetailsChanged(
        ChangeContact command, Contact contact, IReadOnlyList<ContactField> fields, DateTimeOffset now)
    {
        var details = new ContactDetailsChanged(
            command.Title is null ? contact.Title : command.Title.To,
            contact.TimeZone,
            fields,
            command.Source is null ? contact.Source : command.Source.To,
            now);
        var isSame = (details.Title, details.Source) == (contact.Title, contact.Source)
            && details.Fields.SequenceEqual(contact.Fields);
        return isSame ? null : details;
    }
}
