using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Http;

/// <summary>Who sent the request, as the access token says. Never read from anywhere else.</summary>
internal static class Caller
{
    /// <summary>Claim with the tenant's id.</summary>
    public const string TenantClaim = "tenant";

    /// <summary>Claim with the user's id.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>The caller's tenant.</summary>
    /// <exception cref="InvalidOperationException">The route is open: it has no caller.</exception>
    public static string Tenant(this HttpContext context) =>
        (context.Items.TryGetValue(typeof(Caller), out var adopted) ? adopted as string : context.User.FindFirst(TenantClaim)?.Value)
        ?? throw new InvalidOperationException("This request carries no credential, so it has no tenant.");

    /// <summary>The caller's id.</summary>
    /// <exception cref="InvalidOperationException">The route is open: it has no caller.</exception>
    public static Guid UserId(this HttpContext context) =>
        Guid.TryParse(context.User.FindFirst(SubjectClaim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException("This request carries no credential, so it has no user.");

    /// <summary>Lets an open route act for a tenant that it found by itself, such as the one it has just registered.</summary>
    public static void ActsFor(this HttpContext context, string tenant) => context.Items[typeof(Caller)] = tenant;

    /// <summary>Only for callers with one of these roles; others get 403.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder routes, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(policy => policy.RequireRole(roles.Select(role => role.Name())));
}
