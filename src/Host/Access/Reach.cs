using System.Security.Claims;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Finds out whose records a caller reaches: the widest of the roles that give the permission asked for, so that being an
/// analyst too does not let a rep see everybody's contacts.
/// </summary>
internal sealed class Reach(IEventStore store)
{
    private static readonly Role[] WholeCompany = [Role.Admin, Role.Compliance, Role.Analyst];

    /// <summary>Whose records the caller reaches where the permission is asked for. Asked anew each time: teams change.</summary>
    public Task<RecordScope> Of(ClaimsPrincipal caller, string tenantId, Permission permission, CancellationToken ct) =>
        Of(caller.UserId(), caller.Roles(), tenantId, permission, ct);

    /// <summary>The same of a user with these roles, for what goes on behind their request.</summary>
    public async Task<RecordScope> Of(Guid userId, IEnumerable<Role> roles, string tenantId, Permission permission, CancellationToken ct)
    {
        Role[] giving = [.. roles.Where(permission.Roles.Contains)];
        if (giving.Any(WholeCompany.Contains))
            return RecordScope.All;
        if (!giving.Contains(Role.Manager))
            return RecordScope.Of(userId);
        return await Reached.By(store.Query(tenantId), userId, ct) is { } users ? RecordScope.Of(users) : RecordScope.All;
    }
}

/// <summary>Finds out whose records a request reaches, once it may go on to its route.</summary>
internal sealed class ReachOfRequest(RequestDelegate next, Reach reach)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess.Needed>() is { Permission: var permission }
            && context.User.Identity is { IsAuthenticated: true })
        {
            context.Features.Set(await reach.Of(context.User, context.Tenant(), permission, context.RequestAborted));
        }

        await next(context);
    }
}
