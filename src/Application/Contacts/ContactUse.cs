using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>Whether something can be done with a contact.</summary>
public static class ContactUse
{
    /// <summary>What the API calls the refusal for a contact that another one stands for.</summary>
    public const string MergedCode = "contact-merged";

    /// <summary>Why nothing can be done with it: it was merged into another one, or put away; null when it is in use.</summary>
    public static Rejection? Objection(Contact contact) => contact switch
    {
        { MergedInto: { } survivor } => Merged(survivor),
        { IsDeleted: true } => Rejection.NotFound("The contact is deleted. Restore it first."),
        _ => null,
    };

    /// <summary>The refusal that names who stands for the contact.</summary>
    public static Rejection Merged(Guid survivor) => Rejection.Because(
        MergedCode, $"The contact was merged into {survivor}. Use that one, or take the merge back first.",
        [new Reason("merged-into", $"{survivor}")]);
}
