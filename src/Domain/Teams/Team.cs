namespace SalesEngagement.Domain.Teams;

/// <summary>A team as it stands. Managers in it reach the records of its users and of the teams below.</summary>
/// <param name="Name">As the company calls it.</param>
/// <param name="ParentId">The team above; null at the top.</param>
public sealed record Team(string Name, Guid? ParentId)
{
    /// <summary>To the outside it does not exist any more.</summary>
    public bool IsClosed { get; private init; }

    public static Team Create(TeamCreated e) => new(e.Name, e.ParentId);

    public Team Apply(TeamRenamed e) => this with { Name = e.Name };

    public Team Apply(TeamMoved e) => this with { ParentId = e.ParentId };

    public Team Apply(TeamClosed _) => this with { IsClosed = true };
}
