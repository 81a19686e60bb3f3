using SalesEngagement.Domain.Teams;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Teams;

namespace SalesEngagement.Host.Access;

/// <summary>A team to make.</summary>
internal sealed record NewTeam(string? Name, Guid? ParentId = null);

/// <summary>What is to change of a team; <c>parentId</c> null puts it at the top.</summary>
internal sealed class TeamPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public Guid? ParentId { get; set => field = Sent(value, "parentId"); }
}

/// <summary>A team as the API shows it.</summary>
internal sealed record TeamView(Guid Id, string Name, Guid? ParentId, long Version)
{
    public static TeamView Example { get; } = new(
        Guid.Parse("0199a1d0-d2c4-7a11-8f0e-3b1d5c7e9a20"), "West", ParentId: null, Version: 1);

    public static TeamView Of(Guid id, Team team, long version) => new(id, team.Name, team.ParentId, version);

    public static TeamView Of(TeamCard card) => new(card.Id, card.Name, card.ParentId, card.Version);
}
