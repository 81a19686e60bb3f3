using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Application.Contacts;

/// <summary>The company that a contact works for.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">As it is called when it is chosen: a contact's history names it when it is long gone.</param>
public sealed record CompanyChoice(Guid Id, string Name)
{
    /// <summary>The one that a contact works for now; null without any.</summary>
    public static CompanyChoice? Of(Contact contact) =>
        contact.CompanyId is { } id ? new(id, contact.CompanyName ?? "") : null;
}
