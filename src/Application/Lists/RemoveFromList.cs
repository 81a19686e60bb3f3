using SalesEngagement.Domain;
using SalesEngagement.Domain.Lists;

namespace SalesEngagement.Application.Lists;

/// <summary>Somebody takes a contact off a list.</summary>
public sealed record RemoveFromList;

public static class RemoveFromListHandler
{
    public static Decision Handle(RemoveFromList _, ListMember member, DateTimeOffset now) =>
        member.IsOn ? [new ListMemberRemoved(now)] : [];
}
