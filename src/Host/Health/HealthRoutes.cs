using SalesEngagement.Host.Access;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Health;

/// <summary>What load balancers and orchestrators ask. Open, and says no more than they need.</summary>
internal static class HealthRoutes
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddOptions<OperationsOptions>()
            .BindConfiguration(OperationsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapMonitoring();
        var health = app.MapGroup("/health").WithTags("Operations")
            .IsOpen("load balancers have no credential; it says no more than they need");
        health.MapGet("", Ready).WithSummary("Whether requests can be served")
            .Produces<HealthStatus>().Produces<HealthStatus>(503);
        health.MapGet("/ready", Ready).WithSummary("The same, under the name orchestrators use")
            .Produces<HealthStatus>().Produces<HealthStatus>(503);
        health.MapGet("/live", () => new HealthStatus("healthy")).WithSummary("Whether the process runs")
            .Produces<HealthStatus>();
    }

    private static async Task<IResult> Ready(Readiness readiness, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var obstacle = await readiness.Obstacle(ct);
        return obstacle is null
            ? Results.Ok(new HealthStatus("healthy"))
            : Results.Json(new HealthStatus("unhealthy", obstacle), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>The answer of a health check.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Reason">Code of what is in the way: <c>database</c>, <c>schema</c> or <c>projections</c>.</param>
internal sealed record HealthStatus(string Status, string? Reason = null);
