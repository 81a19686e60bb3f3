using System.Security.Claims;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Live;

/// <summary>Who watches, as the access token says.</summary>
/// <param name="TenantId">The tenant of the token.</param>
/// <param name="UserId">The user of the token.</param>
/// <param name="Leads">May watch other users: a manager or an admin.</param>
internal sealed record Viewer(string TenantId, Guid UserId, bool Leads)
{
    /// <exception cref="InvalidOperationException">The token names no tenant or user: it was let in by mistake.</exception>
    public static Viewer Of(ClaimsPrincipal user) => new(
        Claim(user, Caller.TenantClaim),
        Guid.Parse(Claim(user, Caller.SubjectClaim)),
        user.IsInRole(Role.Manager.Name()) || user.IsInRole(Role.Admin.Name()));

    private static string Claim(ClaimsPrincipal user, string name) => user.FindFirst(name)?.Value
        ?? throw new InvalidOperationException($"The access token has no claim {name}.");
}
