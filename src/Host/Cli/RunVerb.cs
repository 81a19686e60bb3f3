using System.CommandLine;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Demo;

namespace SalesEngagement.Host.Cli;

/// <summary><c>run</c>: serve until asked to stop. The default.</summary>
internal static class RunVerb
{
    public static Command Create(Composition compose)
    {
        var run = new Command("run", "Serve requests, push, project and dial until stopped. The default.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        run.SetAction(async (call, ct) =>
        {
            await using var app = await compose([.. call.UnmatchedTokens], ct);
            await Schema.AssertAsDaemon(app.Services.GetRequiredService<Installation>().Connections, ct);
            await app.Services.GetRequiredService<ProjectionAdmin>().EnsureTables(ct);
            await app.PrepareDemo(ct);
            app.Lifetime.ApplicationStarted.Register(() => Welcome.Print(app));
            await app.RunAsync(ct);
            return 0;
        });
        return run;
    }
}
