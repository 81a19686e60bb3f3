using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// What a row says about somebody who is there: what it names replaces, what it leaves blank stays; addresses, numbers, tags
/// and fields come to those that are there.
/// </summary>
internal static class RowUpdate
{
    public static ChangeContact Of(AddContact row, Contact contact)
    {
        var phones = Joined(contact.Phones, row.Phones, phone => phone.Number.Value);
        var emails = Joined(contact.Emails, row.Emails, email => email.Address.Value.ToUpperInvariant());
        string[] tags = [.. contact.Tags, .. row.Tags.Except(contact.Tags)];
        return new(
            row.FirstName, row.LastName,
            row.Title is null ? null : new Set<FreeText>(row.Title),
            phones, emails,
            row.TimeZone is null ? null : new Set<string>(row.TimeZone),
            OwnerId: null, // Whose contact it is does not change by a file about many.
            tags,
            row.Fields.Select(field => (field.Name, Value: new FieldValue(field.Value.Value, field.Kind)))
                .Concat((row.ClearFields ?? []).Select(field => (field.Name, Value: new FieldValue(field.Value, field.Kind, IsPersonal: false))))
                .ToDictionary(field => field.Name, field => (FieldValue?)field.Value),
            ClearFields: false,
            // Where somebody came from first stays.
            contact.Source is null && row.Source is not null ? new Set<string>(row.Source) : null,
            Stage: row.Stage is null ? null : new Set<string>(row.Stage),
            Company: row.Company is null ? null : new Set<CompanyChoice>(row.Company));
    }

    private static IReadOnlyList<T> Joined<T>(IReadOnlyList<T> there, IReadOnlyList<T> said, Func<T, string> key)
    {
        var known = there.Select(key).ToHashSet(StringComparer.Ordinal);
        T[] more = [.. said.Where(one => known.Add(key(one)))];
        return more.Length == 0 ? there : [.. there, .. more];
    }
}
