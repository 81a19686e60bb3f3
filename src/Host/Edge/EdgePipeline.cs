using SalesEngagement.Host.Access;
using SalesEngagement.Host.OpenApi;

namespace SalesEngagement.Host.Edge;

/// <summary>What every request passes before its route, in this order.</summary>
internal static class EdgePipeline
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EdgeOptions>()
            .BindConfiguration(EdgeOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<RateAllowance>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    public static void UseEdge(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Refusals>();
        app.UseMiddleware<RefusalAudit>();
        app.UseMiddleware<ForeignIdWatch>();
        app.UseMiddleware<TargetCheck>();
        app.UseAuthentication();
        app.UseRouting();
        app.UseMiddleware<RateLimits>();
        app.UseApiDocs();
        app.UseMiddleware<UnmatchedRoutes>();
        app.UseAuthorization();
        app.UseMiddleware<BodyCheck>();
        app.UseMiddleware<ReachOfRequest>();
    }
}
