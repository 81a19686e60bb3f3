using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>The routes of a Host as a caller can try them, with the bodies that the documentation shows.</summary>
internal static class RouteTable
{
    /// <summary>Every route that needs a permission.</summary>
    public static IReadOnlyList<ClosedRoute> Closed(TestHost host) =>
    [
        .. from route in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let needed = route.Metadata.GetMetadata<RouteAccess.Needed>()
           where needed is not null
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new ClosedRoute(
               method, "/" + route.RoutePattern.RawText!.Trim('/'), needed.Permission,
               route.Metadata.GetMetadata<RouteExamples>()?.Request),
    ];
}

/// <summary>A route that needs a permission.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Pattern">Such as <c>/api/v1/contacts/{id:guid}</c>.</param>
/// <param name="Permission">What it needs.</param>
/// <param name="Body">The body that the documentation shows; null: none.</param>
internal sealed record ClosedRoute(string Method, string Pattern, Permission Permission, object? Body)
{
    /// <summary>Whose ids stand in the address, such as <c>contacts</c>; null when none does.</summary>
    public string? Collection { get; } =
        Pattern.Split('/').TakeWhile(part => !part.StartsWith('{')).LastOrDefault() is { } last && Pattern.Contains('{') ? last : null;

    public string Name => $"{Method} {Pattern}";

    /// <summary>Tries the route. Whatever the address wants is <paramref name="id"/>.</summary>
    public Task<HttpResponseMessage> Try(HttpClient client, Guid id, string? token = null)
    {
        var path = string.Join('/', Pattern.Split('/').Select(part => part.StartsWith('{') ? $"{id}" : part));
        // What the documentation shows as ids are nobody's: they are left out, so that the route decides by its own id.
        return client.Send(new(Method), path, Body is null ? null : JsonSerializer.SerializeToElement(Body, JsonFormat.Options), token);
    }
}
