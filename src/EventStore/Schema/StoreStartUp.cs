using Microsoft.Extensions.Hosting;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Checks, before anything is served, that options and databases are fit.</summary>
internal sealed class StoreStartUp(StoreOptions options, Databases databases) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        OptionsCheck.Check(options);
        await SchemaGuard.Check(databases.App, cancellationToken);
        await SchemaGuard.Check(databases.Keys, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
