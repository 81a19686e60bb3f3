using OpenTelemetry;
using OpenTelemetry.Metrics;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Metrics;

/// <summary>
/// What the house measures, for who collects it: Prometheus asks <c>/metrics</c>, and an OpenTelemetry collector is sent
/// the same when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one (with OpenTelemetry's other variables beside it).
/// </summary>
internal static class MetricsSetup
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Meters = "SalesEngagement.*";

    /// <summary>Registers it. It collects from the start of the Host on.</summary>
    public static void AddMetricsExport(this WebApplicationBuilder builder)
    {
        var isSent = !string.IsNullOrEmpty(builder.Configuration[Collector]);
        builder.Services.AddSingleton<PrometheusExporter>();
        builder.Services.AddSingleton(provider => Provider(provider.GetRequiredService<PrometheusExporter>(), isSent));
        builder.Services.AddHostedService<Collecting>();
    }

    /// <summary>Maps <c>/metrics</c>, for operators.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (PrometheusExporter exporter, HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return Results.Text(exporter.Scrape(), "text/plain; version=0.0.4", System.Text.Encoding.UTF8);
            })
            .WithTags("Operations").Needs(Permission.Operate)
            .WithSummary("What this node measures, in Prometheus' text format")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");

    private static MeterProvider Provider(PrometheusExporter exporter, bool isSent)
    {
        var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddReader(exporter.Reader);
        if (isSent)
            metrics.AddOtlpExporter();
        return metrics.Build();
    }

    /// <summary>Makes the provider, which nobody else asks for.</summary>
    private sealed class Collecting(MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            metrics.ForceFlush();
            return Task.CompletedTask;
        }
    }
}
