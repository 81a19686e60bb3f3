using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Health;

/// <summary>Who may see how the installation is doing: users with role ops or admin, and whoever has the operator token.</summary>
internal static class Operators
{
    private const string Scheme = "Bearer ";

    /// <summary>Only for operators; others get 401 or 403.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(policy => policy.RequireAssertion(IsOperator));

    private static bool IsOperator(AuthorizationHandlerContext context) =>
        context.User.IsInRole(Role.Ops.Name())
        || context.User.IsInRole(Role.Admin.Name())
        || (context.Resource is HttpContext http && HasToken(http));

    private static bool HasToken(HttpContext http)
    {
        var expected = http.RequestServices.GetRequiredService<IOptions<OperationsOptions>>().Value.Token;
        var given = http.Request.Headers.Authorization.ToString();
        return !string.IsNullOrEmpty(expected)
            && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(given[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
    }
}
