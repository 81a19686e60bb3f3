using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Health;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>How routes say who may call them. One that says nothing keeps the program from starting.</summary>
internal static class RouteAccess
{
    /// <summary>Only for callers with this permission; nobody gets 401, others 403.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .RequireAuthorization(policy => policy.RequireAssertion(context => Has(context, permission)))
            .WithMetadata(new Needed(permission));

    /// <summary>For everybody.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="because">Why that is right, for the documentation.</param>
    public static TBuilder IsOpen<TBuilder>(this TBuilder routes, string because)
        where TBuilder : IEndpointConventionBuilder =>
        routes.AllowAnonymous().WithMetadata(new Open(because));

    /// <summary>Refuses to go on when a route does not say who may call it, or says both.</summary>
    /// <exception cref="InvalidOperationException">All such routes are named.</exception>
    public static void AssertPermissions(this IEndpointRouteBuilder app)
    {
        var silent = Routes(app).Where(route => !IsStated(route)).Select(route => $"{route.RoutePattern.RawText}").ToArray();
        if (silent.Length > 0)
        {
            throw new InvalidOperationException(
                $"These routes do not state who may call them (Needs or IsOpen): {string.Join(", ", silent)}.");
        }
    }

    /// <summary>Whether the route says exactly once who may call it, and means it.</summary>
    internal static bool IsStated(Endpoint route)
    {
        var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return (route.Metadata.GetOrderedMetadata<Needed>().Count, route.Metadata.GetOrderedMetadata<Open>().Count) switch
        {
            (1, 0) => !isOpen,
            (0, 1) => isOpen,
            _ => false,
        };
    }

    internal static IEnumerable<RouteEndpoint> Routes(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static bool Has(AuthorizationHandlerContext context, Permission permission) =>
        (permission.Roles.Any(role => context.User.IsInRole(role.Name())) && IsWithinKey(context.User, permission))
        || (permission == Permission.Operate && context.Resource is HttpContext http && Operators.HasToken(http));

    /// <summary>Whether the caller is a person, or an API key that was given the permission.</summary>
    private static bool IsWithinKey(ClaimsPrincipal caller, Permission permission) =>
        !caller.HasClaim(claim => claim.Type == Caller.KeyClaim)
        || (permission.IsForKeys && caller.HasClaim(Caller.ScopeClaim, permission.Name));

    /// <summary>Metadata of a closed route.</summary>
    internal sealed record Needed(Permission Permission);

    /// <summary>Metadata of an open route.</summary>
    internal sealed record Open(string Because);
}
