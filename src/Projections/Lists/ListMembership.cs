using SalesEngagement.Domain.Lists;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Lists;

/// <summary>A contact on a list; one row for each that is or was.</summary>
[ReadModel("list_membership", Indexes = ["list_id, added_at, contact_id", "contact_id, list_id"])]
public sealed record ListMembership(Guid Id, Guid ListId, Guid ContactId, DateTimeOffset AddedAt, bool IsOn)
{
    private static readonly string MembersSql = EmbeddedSql.Beside<ListMembership>("ListMembers.sql");

    public static ListMembership Create(Event<ListMemberAdded> e) =>
        new(e.StreamId, e.Data.ListId, e.Data.ContactId, e.Data.AddedAt, IsOn: true);

    public ListMembership Apply(ListMemberAdded e) => this with { AddedAt = e.AddedAt, IsOn = true };

    public ListMembership Apply(ListMemberRemoved _) => this with { IsOn = false };

    /// <summary>The contacts on a list that are in use and in reach, the first added first, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<Member>> Of(
        IQuerySession session, Guid listId, Guid[]? reach, MemberKey? after, int rows, CancellationToken ct) =>
        session.Query<Member>(
            MembersSql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)listId), Parameter.Of(reach),
            Parameter.Of(after?.AddedAt), Parameter.Of(after?.ContactId), Parameter.Of(rows));
}

/// <summary>A contact and when it was put on a list.</summary>
public sealed record Member(Guid ContactId, DateTimeOffset AddedAt);

/// <summary>A contact's place on a list.</summary>
public sealed record MemberKey(DateTimeOffset AddedAt, Guid ContactId);
