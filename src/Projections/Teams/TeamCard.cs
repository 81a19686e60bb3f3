using SalesEngagement.Domain.Teams;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Teams;

/// <summary>A team in the tree; one row per team. Written with the events: who may see what is asked of it.</summary>
[ReadModel("team_card", Inline = true, Indexes = ["name, id", "parent_id, id"])]
public sealed record TeamCard(Guid Id, long Version, string Name, Guid? ParentId, bool IsClosed)
{
    public static TeamCard Create(Event<TeamCreated> e) =>
        new(e.StreamId, e.Version, e.Data.Name, e.Data.ParentId, IsClosed: false);

    public TeamCard Apply(Event<TeamRenamed> e) => this with { Version = e.Version, Name = e.Data.Name };

    public TeamCard Apply(Event<TeamMoved> e) => this with { Version = e.Version, ParentId = e.Data.ParentId };

    public TeamCard Apply(Event<TeamClosed> e) => this with { Version = e.Version, IsClosed = true };

    /// <summary>The open teams by name, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<TeamCard>> List(IQuerySession session, TeamKey? after, int rows, CancellationToken ct) =>
        session.Query<TeamCard>(
            EmbeddedSql.Beside<TeamCard>("TeamCard.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(after?.Name),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));
}

/// <summary>A team's place in the list.</summary>
public sealed record TeamKey(string Name, Guid Id);
