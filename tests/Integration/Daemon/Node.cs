using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A node that serves tallies: the store and the daemon as a Host runs them, without HTTP.</summary>
internal sealed class Node(ServiceProvider services) : IAsyncDisposable
{
    public static readonly string Tenant = Guid.CreateVersion7().ToString();

    public static readonly string OtherTenant = Guid.CreateVersion7().ToString();

    private static readonly IMasterKeyProvider Keys = new OneKey();

    private bool _stopped;

    public IEventStore Store => services.GetRequiredService<IEventStore>();

    public ProjectionAdmin Admin => services.GetRequiredService<ProjectionAdmin>();

    /// <summary>Databases with the store's schema and nothing in it.</summary>
    public static async Task<TestDatabase> Database()
    {
        var database = await TestDatabase.Create();
        await Migrator.Apply(database.Owner, [MigrationSource.Store], progress: null, default);
        await Migrator.Apply(database.KeysOwner, [MigrationSource.Keys], progress: null, default);
        return database;
    }

    public static async Task<Node> Start(
        TestDatabase database, Type[]? readModels = null, Action<IServiceCollection>? more = null,
        Action<DaemonOptions>? configure = null, Action<StoreOptions>? store = null)
    {
        var storeOptions = Options(database, readModels);
        store?.Invoke(storeOptions);
        var services = new ServiceCollection().AddLogging().AddEventStore(storeOptions);
        services.AddProjectionDaemon(options =>
        {
            options.TakeOver = TimeSpan.FromMilliseconds(50);
            options.Retries = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)];
            configure?.Invoke(options);
        });
        more?.Invoke(services);
        var node = new Node(services.BuildServiceProvider());
        foreach (var hosted in node.Get<IEnumerable<IHostedService>>())
            await hosted.StartAsync(default);
        return node;
    }

    public T Get<T>()
        where T : notnull =>
        services.GetRequiredService<T>();

    public async Task<Guid> Open(string tenantId, Guid repId, params int[] raises)
    {
        var id = Guid.CreateVersion7();
        var session = Store.Open(tenantId, new("test"));
        session.Start<TallyCard>(id, [new TallyOpened(new("Nick"), repId), .. raises.Select(by => new TallyRaised(repId, by))]);
        await session.Save(default);
        return id;
    }

    public async Task<long> Raise(string tenantId, Guid id, Guid repId, params int[] raises)
    {
        var session = Store.Open(tenantId, new("test"));
        session.Append(id, [.. raises.Select(by => new TallyRaised(repId, by))]);
        return (await session.Save(default)).Position;
    }

    public Task<TallyCard?> Card(string tenantId, Guid id) => Store.Query(tenantId).Load<TallyCard>(default, id);

    /// <summary>Waits until every shard has seen everything.</summary>
    public Task CaughtUp() => Eventually.True(async () =>
        (await Admin.Status(default)).All(shard => shard is { LagEvents: 0, State: ShardState.Running }));

    /// <summary>Ends the node in good order.</summary>
    public async Task Stop()
    {
        if (_stopped)
            return;
        _stopped = true;
        foreach (var hosted in services.GetRequiredService<IEnumerable<IHostedService>>().Reverse())
            await hosted.StopAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await services.DisposeAsync();
    }

    private static StoreOptions Options(TestDatabase database, Type[]? readModels) => new()
    {
        AppConnection = database.Main,
        DaemonConnection = database.Daemon,
        KeysConnection = database.Keys,
        EventTypes = new Dictionary<string, Type>
        {
            ["tally_opened"] = typeof(TallyOpened),
            ["tally_raised"] = typeof(TallyRaised),
            ["tally_closed"] = typeof(TallyClosed),
        },
        ReadModels = readModels ?? [typeof(TallyCard), typeof(TallyPerRep), typeof(TallyLine), typeof(OpenTally)],
        IsPersonalData = type => type == typeof(Nickname),
        IsDataSubject = _ => false,
        MasterKeys = Keys,
    };

    private sealed class OneKey : IMasterKeyProvider
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string CurrentId => "test";

        public ReadOnlyMemory<byte> Key(string id) => _key;
    }
}
