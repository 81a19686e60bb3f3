using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>
/// What a contact has when another was merged into it. What has been erased of the other counts as not taken: a fold of the
/// past then shows this one's own.
/// </summary>
public static class Absorbed
{
    public static PersonName Name(PersonName own, PersonName? taken) => taken is null || taken == PersonName.Erased ? own : taken;

    public static FreeText? Text(FreeText? own, FreeText? taken) => taken is null || taken == FreeText.Erased ? own : taken;

    public static IReadOnlyList<ContactPhone> Phones(IReadOnlyList<ContactPhone> own, ContactAbsorbed e) =>
        [.. own, .. e.Phones.Where(phone => phone.Number != PhoneNumber.Erased && !own.Any(phone.IsSame))];

    public static IReadOnlyList<ContactEmail> Emails(IReadOnlyList<ContactEmail> own, ContactAbsorbed e) =>
        [.. own, .. e.Emails.Where(email => email.Address != EmailAddress.Erased && !own.Any(email.IsSame))];

    public static IReadOnlyList<string> Tags(IReadOnlyList<string> own, ContactAbsorbed e) => [.. own.Union(e.Tags)];

    public static IReadOnlyList<ContactField> Fields(IReadOnlyList<ContactField> own, ContactAbsorbed e)
    {
        var taken = e.Fields.Where(field => field.Value != FreeText.Erased).ToArray();
        return [.. own.Where(field => !taken.Any(one => one.Name == field.Name) && !e.ClearFields.Any(one => one.Name == field.Name)), .. taken];
    }

    public static IReadOnlyList<ClearField> ClearFields(IReadOnlyList<ClearField> own, ContactAbsorbed e) =>
    [
        .. own.Where(field => !e.Fields.Any(one => one.Name == field.Name && one.Value != FreeText.Erased)
            && !e.ClearFields.Any(one => one.Name == field.Name)),
        .. e.ClearFields,
    ];

    public static IReadOnlyList<OtherName> Names(IReadOnlyList<OtherName> own, ContactAbsorbed e) =>
        [.. own, .. e.Names.Where(name => name.FirstName != PersonName.Erased)];

    /// <summary>What is left of other names when a merge was taken back.</summary>
    public static IReadOnlyList<OtherName> Names(IReadOnlyList<OtherName> own, ContactReleased e) =>
        [.. own.Where(name => name.MergeId != e.MergeId)];
}
