using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Folding;

namespace SalesEngagement.Application.Merges;

/// <summary>
/// Where a contact has its values from: somebody said them of it, or they came with a merge. Made by going through its facts
/// once more. Of a field it knows the layers, the newest on top; of each number, address and tag, by whom it is there. What
/// somebody says of the contact makes all of that its own. So merges into one contact can be taken back in any order.
/// </summary>
public sealed class Provenance
{
    private readonly Dictionary<string, Layers> _fields = new(StringComparer.Ordinal);
    private readonly Supporters _phones = new();
    private readonly Supporters _emails = new();
    private readonly Supporters _tags = new();

    private Provenance()
    {
    }

    /// <summary>From all facts of a contact's stream.</summary>
    public static Provenance Of(IEnumerable<object> past)
    {
        var provenance = new Provenance();
        Contact? contact = null;
        foreach (var fact in past)
        {
            contact = Fold.Into<Contact>([fact], contact);
            if (contact is not null)
                provenance.Note(fact, contact);
        }

        return provenance;
    }

    /// <summary>The contact's values without those that it has by this merge alone.</summary>
    public OwnValues Without(Guid mergeId, Contact contact)
    {
        var (zone, provenance) = ((string?, TimeZoneProvenance?))Below("timeZone")!;
        var (companyId, companyName) = ((Guid?, string?))Below("company")!;
        var fields = new FieldSet(contact.Fields, contact.ClearFields).With(
            _fields.Keys.Where(IsOwnField).Where(name => _fields[name].IsTop(mergeId))
                .ToDictionary(name => name[MergedField.OwnField.Length..], name => (FieldValue?)Below(name)));
        return new(
            (PersonName)Below("firstName")!, (PersonName)Below("lastName")!, (FreeText?)Below("title"),
            [.. contact.Phones.Where(phone => !_phones.IsOnlyBy(mergeId, phone.Number.Value))],
            [.. contact.Emails.Where(email => !_emails.IsOnlyBy(mergeId, Key(email)))],
            [.. contact.Tags.Where(tag => !_tags.IsOnlyBy(mergeId, tag))],
            fields.Personal, fields.Clear, zone, provenance, (Guid)Below("ownerId")!, companyId, companyName,
            (string?)Below("stage"), (string?)Below("source"));

        object? Below(string name) => _fields[name].Without(mergeId);
    }

    private void Note(object fact, Contact after)
    {
        if (fact is ContactReleased released)
        {
            foreach (var layers in _fields.Values)
                layers.Remove(released.MergeId);
            foreach (var supporters in new[] { _phones, _emails, _tags })
                supporters.Remove(released.MergeId);
            return;
        }

        var absorbed = fact as ContactAbsorbed;
        foreach (var (name, value) in Values(after).Concat(Missing(after)))
        {
            if (!_fields.TryGetValue(name, out var layers))
                _fields[name] = layers = new();
            layers.Say(value, absorbed?.MergeId);
        }

        _phones.Say(
            after.Phones.Select(phone => (phone.Number.Value, phone.Label)), absorbed?.MergeId, absorbed?.Phones.Select(phone => phone.Number.Value));
        _emails.Say(after.Emails.Select(email => (Key(email), email.Label)), absorbed?.MergeId, absorbed?.Emails.Select(Key));
        _tags.Say(after.Tags.Select(tag => (tag, "")), absorbed?.MergeId, absorbed?.Tags);
    }

    private static IEnumerable<(string Name, object? Value)> Values(Contact contact) =>
    [
        ("firstName", contact.FirstName), ("lastName", contact.LastName), ("title", contact.Title),
        ("timeZone", (contact.TimeZone, contact.TimeZoneProvenance)), ("ownerId", contact.OwnerId),
        ("company", (contact.CompanyId, contact.CompanyName)), ("stage", contact.Stage), ("source", contact.Source),
        .. contact.Fields.Select(field => field.Name).Concat(contact.ClearFields.Select(field => field.Name))
            .Select(name => (MergedField.OwnField + name, (object?)FieldSet.ValueOf(contact, name))),
    ];

    /// <summary>Own fields that the contact had once.</summary>
    private IEnumerable<(string Name, object? Value)> Missing(Contact contact) =>
        [.. _fields.Keys.Where(name => IsOwnField(name) && FieldSet.ValueOf(contact, name[MergedField.OwnField.Length..]) is null).Select(name => (name, (object?)null))];

    private static bool IsOwnField(string name) => name.StartsWith(MergedField.OwnField, StringComparison.Ordinal);

    private static string Key(ContactEmail email) => email.Address.Value.ToUpperInvariant();
}
