using System.Text;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Access;

/// <summary>Writes <c>docs/permissions.md</c> from the roles and the routes as they are.</summary>
internal static class PermissionsPage
{
    /// <summary>Where the page is, from the project's root.</summary>
    public const string File = "docs/permissions.md";

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static string Of(IEnumerable<RouteEndpoint> routes)
    {
        var page = new StringBuilder(
            """
            # Who may do what

            Written from the routes by `dotnet run --project src/Host -- describe permissions`; a spec compares. What a role may
            do is said in [Permission.cs](../src/Host/Access/Permission.cs) alone, whose records it reaches in
            [RecordScope.cs](../src/Application/Pipeline/RecordScope.cs).


            """);
        page.Append("| permission | |").AppendJoin(string.Empty, Roles.Select(role => $" {role} |")).Append(" API key |\n");
        page.Append("|---|---|").AppendJoin(string.Empty, Roles.Select(_ => "---|")).Append("---|\n");
        foreach (var permission in Permission.All)
        {
            page.Append($"| `{permission.Name}` | {permission.Meaning} |")
                .AppendJoin(string.Empty, Roles.Select(role => Mark(permission.Roles.Contains(role))))
                .Append(Mark(permission.IsForKeys)).Append('\n');
        }

        page.Append(
            """

            Records (contacts, calls, numbers) are reached by **Rep**: their own; by **Manager**: those of their team and of the
            teams below it, without a team those of the whole company; by **Admin**, **Compliance** and **Analyst**: all. A
            record out of reach answers like one that is not there.

            An **API key** acts for a user: it may do what its scopes name and this user's roles allow, and reaches the user's
            records. Scopes are permissions marked in the last column ([api-keys.md](api-keys.md)).

            ## Routes

            | route | needs |
            |---|---|

            """);
        foreach (var line in routes.SelectMany(Lines).Order(StringComparer.Ordinal))
            page.Append(line).Append('\n');
        return page.ToString();
    }

    private static string Mark(bool isSo) => isSo ? " ✓ |" : "  |";

    private static IEnumerable<string> Lines(RouteEndpoint route) => Methods(route).Select(method =>
        $"| `{method} /{route.RoutePattern.RawText?.Trim('/')}` | {NeedOf(route)} |");

    private static string NeedOf(RouteEndpoint route) => route.Metadata.GetMetadata<RouteAccess.Needed>() is { } needed
        ? $"`{needed.Permission.Name}`"
        : $"open: {route.Metadata.GetMetadata<RouteAccess.Open>()?.Because}";

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"];
}
