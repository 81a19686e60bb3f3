using SalesEngagement.Domain.Lists;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Lists;

/// <summary>A list of contacts as it is listed; one row for each.</summary>
[ReadModel("list_card", Indexes = ["created_at, id"])]
public sealed record ListCard(
    Guid Id, long Version, FreeText Name, Guid OwnerId, bool IsDynamic, SavedSearch? Search, bool IsShared, DateTimeOffset CreatedAt, bool IsDeleted)
{
    private static readonly string ListSql = EmbeddedSql.Beside<ListCard>("ListCard.sql");
    private static readonly string SharedSql = EmbeddedSql.Beside<ListCard>("IsTeammate.sql");

    public static ListCard Create(Event<ContactListCreated> e) => new(
        e.StreamId, e.Version, e.Data.Name, e.Data.OwnerId, e.Data.Search is not null, e.Data.Search, e.Data.IsShared,
        e.Data.CreatedAt, IsDeleted: false);

    public ListCard Apply(Event<ContactListRenamed> e) => this with { Version = e.Version, Name = e.Data.Name };

    public ListCard Apply(Event<ContactListSearchChanged> e) => this with { Version = e.Version, Search = e.Data.Search };

    public ListCard Apply(Event<ContactListSharingChanged> e) => this with { Version = e.Version, IsShared = e.Data.IsShared };

    public ListCard Apply(Event<ContactListDeleted> e) => this with { Version = e.Version, IsDeleted = true };

    /// <summary>The lists that somebody sees, the newest first: those in reach, and those that their own team shares.</summary>
    public static Task<IReadOnlyList<ListCard>> List(
        IQuerySession session, Guid readerId, Guid[]? reach, ListKey? after, int rows, CancellationToken ct) =>
        session.Query<ListCard>(
            ListSql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)readerId), Parameter.Of(reach),
            Parameter.Of(after?.CreatedAt), Parameter.Of(after?.Id), Parameter.Of(rows));

    /// <summary>Whether two users are in one team.</summary>
    public static async Task<bool> AreTeammates(IQuerySession session, Guid oneId, Guid otherId, CancellationToken ct) =>
        (await session.Query<Search.TeamMember>(
            SharedSql, ct, Parameter.Of(session.TenantId), Parameter.Of((Guid?)oneId), Parameter.Of((Guid?)otherId))).Count > 0;
}

/// <summary>A list's place among others.</summary>
public sealed record ListKey(DateTimeOffset CreatedAt, Guid Id);
