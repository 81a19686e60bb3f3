using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Host.Access;

/// <summary>An account for a person.</summary>
internal sealed record AddUserRequest(
    string? Name, string? Email, string? Password, IReadOnlyList<Role>? Roles, Guid? TeamId = null);

/// <summary>What is to change of a user. Roles are all roles, <c>teamId</c> null takes them out of their team.</summary>
internal sealed class UserPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public IReadOnlyList<Role>? Roles { get; set => field = Sent(value, "roles"); }

    public Guid? TeamId { get; set => field = Sent(value, "teamId"); }

    public bool? Active { get; set => field = Sent(value, "active"); }
}

/// <summary>A user as colleagues see them.</summary>
internal sealed record UserResponse(
    Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, Guid? TeamId, UserStatus Status, bool Active,
    bool SecondFactor, DateTimeOffset? InvitationExpiresAt, long Version)
{
    /// <summary>From the stream.</summary>
    public static UserResponse Of(Guid id, User user, long version) => new(
        id, user.Name?.Value ?? "", user.Email.Value, user.Roles, user.TeamId, user.Status, user.Status == UserStatus.Active,
        user.HasSecondFactor, user.InvitationExpiresAt, version);

    /// <summary>From the list.</summary>
    public static UserResponse Of(UserCard card) => new(
        card.Id, card.Name?.Value ?? "", card.Email.Value, card.Roles, card.TeamId, card.Status,
        card.Status == UserStatus.Active, card.HasSecondFactor, card.InvitationExpiresAt, card.Version);
}

/// <summary>What the documentation shows for these routes.</summary>
internal static class UserExamples
{
    private static readonly Guid TeamId = Guid.Parse("0199a1d0-d2c4-7a11-8f0e-3b1d5c7e9a20");

    public static AddUserRequest Add { get; } =
        new("Grace Hopper", "grace@acme.example", "correct horse battery staple", [Role.Rep], TeamId);

    public static UserPatch Patch { get; } = new() { Roles = [Role.Manager], TeamId = TeamId };

    public static UserResponse User { get; } = new(
        Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310"), "Grace Hopper", "grace@acme.example", [Role.Rep], TeamId,
        UserStatus.Active, Active: true, SecondFactor: false, InvitationExpiresAt: null, Version: 2);
}
