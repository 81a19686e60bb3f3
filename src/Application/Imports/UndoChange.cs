using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Imports;

/// <summary>
/// Takes a change back field by field: each goes back to what it was, unless somebody has changed it since.
/// </summary>
/// <param name="Command">What is to be changed; nothing, where all of it was changed since.</param>
/// <param name="IsPartial">Whether somebody changed some of it since, which stays.</param>
public sealed record UndoChange(ChangeContact Command, bool IsPartial)
{
    /// <summary>What takes the change from <paramref name="before"/> to <paramref name="after"/> back, now that the contact is <paramref name="now"/>.</summary>
    public static UndoChange Of(Contact before, Contact after, Contact now)
    {
        var isPartial = false;
        var firstName = Back(contact => contact.FirstName);
        var lastName = Back(contact => contact.LastName);
        var isPhones = IsToGoBack(before.Phones.SequenceEqual(after.Phones), now.Phones.SequenceEqual(after.Phones));
        var isEmails = IsToGoBack(before.Emails.SequenceEqual(after.Emails), now.Emails.SequenceEqual(after.Emails));
        var isTags = IsToGoBack(before.Tags.SequenceEqual(after.Tags), now.Tags.SequenceEqual(after.Tags));
        var command = new ChangeContact(
            firstName, lastName,
            BackTo(contact => contact.Title),
            isPhones ? before.Phones : null,
            isEmails ? before.Emails : null,
            BackTo(contact => contact.TimeZone),
            OwnerId: IsToGoBack(before.OwnerId == after.OwnerId, now.OwnerId == after.OwnerId) ? before.OwnerId : null,
            isTags ? before.Tags : null,
            Fields(),
            ClearFields: false,
            BackTo(contact => contact.Source),
            before.TimeZone is null ? null : before.TimeZoneProvenance,
            BackTo(contact => contact.Stage),
            IsToGoBack(before.CompanyId == after.CompanyId, now.CompanyId == after.CompanyId) ? new(CompanyChoice.Of(before)) : null);
        return new(command, isPartial);

        bool IsToGoBack(bool wasSame, bool isSame)
        {
            isPartial |= !wasSame && !isSame;
            return !wasSame && isSame;
        }

        PersonName? Back(Func<Contact, PersonName> of) => IsToGoBack(of(before) == of(after), of(now) == of(after)) ? of(before) : null;

        Set<T>? BackTo<T>(Func<Contact, T?> of)
            where T : class =>
            IsToGoBack(Equals(of(before), of(after)), Equals(of(now), of(after))) ? new(of(before)) : null;

        Dictionary<string, FieldValue?> Fields()
        {
            var back = new Dictionary<string, FieldValue?>();
            foreach (var name in NamesOf(before).Union(NamesOf(after)))
            {
                if (IsToGoBack(FieldSet.ValueOf(before, name) == FieldSet.ValueOf(after, name), FieldSet.ValueOf(now, name) == FieldSet.ValueOf(after, name)))
                    back[name] = FieldSet.ValueOf(before, name);
            }

            return back;
        }
    }

    private static IEnumerable<string> NamesOf(Contact contact) =>
        contact.Fields.Select(field => field.Name).Concat(contact.ClearFields.Select(field => field.Name));
}
