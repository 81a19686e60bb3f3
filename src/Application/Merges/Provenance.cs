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
            var before = contact;
            contact = Fold.Into<Contact>([fact], before);
            if (contact is not null)
                provenance.Note(fact, before, contact);
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

    // Only what the fact itself changes is said by it: what follows a release puts one field after the other right.
    private void Note(object fact, Contact? before, Contact after)
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
        var (old, now) = (before is null ? [] : Values(before), Values(after));
        foreach (var name in old.Keys.Union(now.Keys))
        {
            var value = now.GetValueOrDefault(name);
            if (before is not null && Equals(old.GetValueOrDefault(name), value))
                continue;
            if (!_fields.TryGetValue(name, out var layers))
                _fields[name] = layers = new();
            layers.Say(value, absorbed?.MergeId);
        }

        _phones.Say(
            after.Phones.Select(phone => (phone.Number.Value, phone.Label)), absorbed?.MergeId, absorbed?.Phones.Select(phone => phone.Number.Value));
        _emails.Say(after.Emails.Select(email => (Key(email), email.Label)), absorbed?.MergeId, absorbed?.Emails.Select(Key));
        _tags.Say(after.Tags.Select(tag => (tag, "")), absorbed?.MergeId, absorbed?.Tags);
    }

    private static Dictionary<string, object?> Values(Contact contact)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["firstName"] = contact.FirstName, ["lastName"] = contact.LastName, ["title"] = contact.Title,
            ["timeZone"] = (contact.TimeZone, contact.TimeZoneProvenance), ["ownerId"] = contact.OwnerId,
            ["company"] = (contact.CompanyId, contact.CompanyName), ["stage"] = contact.Stage, ["source"] = contact.Source,
        };
        foreach (var name in contact.Fields.Select(field => field.Name).Concat(contact.ClearFields.Select(field => field.Name)))
            values[MergedField.OwnField + name] = FieldSet.ValueOf(contact, name);
        return values;
    }

    private static bool IsOwnField(string name) => name.StartsWith(MergedField.OwnField, StringComparison.Ordinal);

    private static string Key(ContactEmail email) => email.Address.Value.ToUpperInvariant();
}
