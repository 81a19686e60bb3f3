using System.Security.Claims;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Http;

/// <summary>Who sent the request, as the credential says. Never read from anywhere else.</summary>
internal static class Caller
{
    /// <summary>Claim with the tenant's id.</summary>
    public const string TenantClaim = "tenant";

    /// <summary>Claim with the user's id.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>Claim with a role's name; one for each role.</summary>
    public const string RolesClaim = "roles";

    /// <summary>Claim with the sign-in that the token belongs to.</summary>
    public const string SignInClaim = "sid";

    /// <summary>Claim with the id of the identity provider whose token it is; absent in our own.</summary>
    public const string ProviderClaim = "idp";

    /// <summary>Claim with the id of the API key that was used; absent for a person.</summary>
    public const string KeyClaim = "key";

    /// <summary>Claim with a permission that the API key was given; one for each. A person has none.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The caller's tenant.</summary>
    /// <exception cref="InvalidOperationException">The route is open: it has no caller.</exception>
    public static string Tenant(this HttpContext context) =>
        (context.Items.TryGetValue(typeof(Caller), out var adopted) ? adopted as string : context.User.FindFirst(TenantClaim)?.Value)
        ?? throw new InvalidOperationException("This request carries no credential, so it has no tenant.");

    /// <summary>The caller's id; of an API key, the user it acts for.</summary>
    /// <exception cref="InvalidOperationException">The route is open: it has no caller.</exception>
    public static Guid UserId(this HttpContext context) => context.User.UserId();

    /// <inheritdoc cref="UserId(HttpContext)"/>
    public static Guid UserId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst(SubjectClaim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException("This request carries no credential, so it has no user.");

    /// <summary>The sign-in that the credential belongs to; null when it belongs to none.</summary>
    public static Guid? SignInId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst(SignInClaim)?.Value, out var id) ? id : null;

    /// <summary>Who is written down as the cause: the API key, or the user.</summary>
    public static string Principal(this HttpContext context) =>
        context.User.FindFirst(KeyClaim)?.Value ?? context.UserId().ToString();

    /// <summary>What the caller may do.</summary>
    public static IReadOnlyList<Role> Roles(this ClaimsPrincipal user) =>
        [.. Enum.GetValues<Role>().Where(role => user.IsInRole(role.Name()))];

    /// <summary>Whose records the caller reaches on this route.</summary>
    /// <exception cref="InvalidOperationException">The route is open, or was reached around the check.</exception>
    public static RecordScope Scope(this HttpContext context) => context.Features.Get<RecordScope>()
        ?? throw new InvalidOperationException("Nobody has found out whose records this request reaches.");

    /// <summary>Lets an open route act for a tenant that it found by itself, such as the one it has just registered.</summary>
    public static void ActsFor(this HttpContext context, string tenant) => context.Items[typeof(Caller)] = tenant;
}
