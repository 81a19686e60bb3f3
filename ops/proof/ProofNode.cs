using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Proof;

/// <summary>A node that serves ledgers: the store, and the daemon when asked for, as a Host runs them, without HTTP.</summary>
internal sealed class ProofNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ProofNode(ServiceProvider services) => _services = services;

    /// <summary>The store.</summary>
    public IEventStore Store => Get<IEventStore>();

    /// <summary>Rebuilds and status.</summary>
    public ProjectionAdmin Admin => Get<ProjectionAdmin>();

    /// <summary>Starts a node on a proof's database.</summary>
    /// <param name="database">Whose schema is there.</param>
    /// <param name="ct">Ends the start.</param>
    /// <param name="options">Changes the store's options, such as its read models; none by default.</param>
    /// <param name="daemon">Its daemon's options; null for a node without one.</param>
    /// <param name="more">Further services, such as subscriptions.</param>
    public static async Task<ProofNode> Start(
        ProofDatabase database, CancellationToken ct, Action<StoreOptions>? options = null,
        Action<DaemonOptions>? daemon = null, Action<IServiceCollection>? more = null)
    {
        var store = Options(database);
        options?.Invoke(store);
        var services = new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true))
            .AddEventStore(store);
        if (daemon is not null)
            services.AddProjectionDaemon(daemon);
        more?.Invoke(services);
        var node = new ProofNode(services.BuildServiceProvider());
        foreach (var hosted in node.Get<IEnumerable<IHostedService>>())
            await hosted.StartAsync(ct);
        return node;
    }

    /// <summary>A store of ledgers without read models.</summary>
    public static StoreOptions Options(ProofDatabase database) => new()
    {
        AppConnection = database.Main,
        DaemonConnection = database.Daemon,
        KeysConnection = database.Keys,
        EventTypes = new Dictionary<string, Type>
        {
            ["ledger_opened"] = typeof(LedgerOpened),
            ["ledger_posted"] = typeof(LedgerPosted),
            ["ledger_remarked"] = typeof(LedgerRemarked),
        },
        ReadModels = [],
        Aggregates = [typeof(Ledger)],
        IsPersonalData = type => type == typeof(Remark),
        IsDataSubject = _ => false,
        MasterKeys = LocalMasterKeys.FromText(Convert.ToBase64String(new byte[32]), "the proofs"),
    };

    /// <summary>A service of the node.</summary>
    public T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in Get<IEnumerable<IHostedService>>().Reverse())
            await hosted.StopAsync(default);
        await _services.DisposeAsync();
    }
}
