using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SalesEngagement.Integration.Http;

/// <summary>A route is closed unless API.md lists it as open.</summary>
public sealed class ClosedRoutesSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Open =
    [
        "POST /api/v1/auth/register", "POST /api/v1/auth/login", "POST /api/v1/auth/refresh",
        "GET /api/v1/auth/invitations/{token}", "POST /api/v1/auth/invitations/{token}",
        "POST /api/v1/auth/password-resets", "POST /api/v1/auth/password-resets/{token}",
        "GET /api/v1/auth/oidc/{id:guid}/start", "GET /api/v1/auth/oidc/{id:guid}/callback",
        "GET /.well-known/jwks.json", "GET /health", "GET /health/live", "GET /health/ready", "GET /openapi/{documentName}.json",
    ];

    [Fact]
    public void only_the_listed_routes_are_open() =>
        Routes().Where(route => IsOpen(route.Endpoint) && !IsSigned(route.Name)).Select(route => route.Name)
            .ShouldBe(Open, ignoreOrder: true);

    [Fact]
    public async Task every_other_route_answers_401_to_nobody()
    {
        var closed = Routes().Where(route => !IsOpen(route.Endpoint)).ToList();
        closed.Count.ShouldBeGreaterThan(3);
        foreach (var (name, _) in closed)
        {
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
            var answer = await api.Client.Send(new HttpMethod(method), Filled(path));
            ((int)answer.StatusCode).ShouldBe(401, name);
        }
    }

    [Fact]
    public void a_route_that_forgets_to_speak_about_access_would_be_closed()
    {
        IsOpen(Forgetful()).ShouldBeFalse();
        IsOpen(Forgetful(new AllowAnonymousAttribute())).ShouldBeTrue();
    }

    private static Endpoint Forgetful(params object[] metadata) =>
        new(_ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "forgetful");

    private static bool IsOpen(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Webhooks carry a signature instead of a token; their own specs hold that.</summary>
    private static bool IsSigned(string name) => name.StartsWith("POST /webhooks/twilio/{", StringComparison.Ordinal);

    private IEnumerable<(string Name, Endpoint Endpoint)> Routes() =>
        from endpoint in api.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{endpoint.RoutePattern.RawText?.Trim('/')}", (Endpoint)endpoint);

    private static string Filled(string pattern) => string.Join('/', pattern.Split('/')
        .Select(part => part.StartsWith('{') ? Guid.CreateVersion7().ToString() : part));
}
