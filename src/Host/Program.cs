using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Cli;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Demo;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Health;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Host.Live;
using SalesEngagement.Host.Mail;
using SalesEngagement.Host.Metrics;
using SalesEngagement.Host.Oidc;
using SalesEngagement.Host.OpenApi;
using SalesEngagement.Host.Routes;
using SalesEngagement.Host.Telephony;
using SalesEngagement.Host.Webhooks;

return await CommandLine.Run(args, Compose);

static async Task<WebApplication> Compose(string[] args, CancellationToken ct)
{
    var builder = HostBuilding.Begin(args);
    var installation = await builder.AddStore(ct);
    builder.AddDaemon();
    builder.AddHistory(installation);
    builder.Services.AddScheduling();
    builder.AddDemo(installation);
    builder.AddEdge();
    builder.Services.AddHttpConventions();
    builder.Services.AddAccess();
    builder.AddOidc();
    builder.AddMail(installation.PrivateFolder);
    builder.AddTelephony();
    builder.Services.AddWork();
    builder.Services.AddLiveHub();
    builder.Services.AddHealth();
    builder.AddMetricsExport();
    builder.Services.AddApiDocs();

    var app = builder.Build();
    app.UseEdge();
    app.MapAccess();
    app.MapProviders();
    app.MapOidc();
    app.MapProduct();
    app.MapWebhooks();
    app.MapLiveHub();
    app.MapHealth();
    app.MapMetrics();
    app.MapApiDocs();
    app.AssertPermissions();
    app.Services.GetRequiredService<Installation>();
    return app;
}

/// <summary>The entry point, public for the tests that start the whole Host.</summary>
public partial class Program;
