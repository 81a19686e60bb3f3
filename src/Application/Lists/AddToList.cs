using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;

namespace SalesEngagement.Application.Lists;

/// <summary>Somebody puts a contact on a list.</summary>
public sealed record AddToList(Guid ListId, Guid ContactId);

public static class AddToListHandler
{
    /// <param name="command">What is asked.</param>
    /// <param name="member">The contact on this list as it is or was; null when it never was.</param>
    /// <param name="now">When.</param>
    public static Decision Handle(AddToList command, ListMember? member, DateTimeOffset now) =>
        member is { IsOn: true } ? [] : [new ListMemberAdded(command.ListId, command.ContactId, now)];
}
