using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
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
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        builder.Services.AddCors();
        TrustedProxies.KeepFrameworkTrustOff(builder.Services);
        FilterHostsInside(builder.Services);
    }

    public static void UseEdge(this WebApplication app)
    {
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Refusals>();
        app.UseTrustedProxies();
        app.UseHostFiltering();
        app.UseMiddleware<HeaderCheck>();
        app.UseMiddleware<RefusalAudit>();
        app.UseMiddleware<ForeignIdWatch>();
        app.UseMiddleware<TargetCheck>();
        app.UseMiddleware<PlainHttp>();
        app.UseCrossOrigin();
        app.UseRouting();
        app.UseMiddleware<TimeLimit>();
        app.UseAuthentication();
        app.UseMiddleware<RateLimits>();
        app.UseApiDocs();
        app.UseMiddleware<UnmatchedRoutes>();
        app.UseAuthorization();
        app.UseMiddleware<BodyCheck>();
        app.UseMiddleware<ReachOfRequest>();
    }

    /// <summary><c>AllowedHosts</c> is looked at where a refusal gets our form, not outside as the framework does.</summary>
    private static void FilterHostsInside(IServiceCollection services)
    {
        foreach (var filter in services.Where(s => s.ImplementationType?.Name == "HostFilteringStartupFilter").ToArray())
            services.Remove(filter);
        services.Configure<HostFilteringOptions>(options => options.IncludeFailureMessage = false);
    }
}
