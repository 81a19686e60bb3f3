using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

/// <summary>A store with databases of its own that hold the store's tables and nothing else.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public static readonly EventMetadata By = new("user-1", "trace-1", "command-1");
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _superuser;

    private readonly bool _isTwin;

    private TestStore(TestDatabase database, ServiceProvider services, bool isTwin)
    {
        _isTwin = isTwin;
        Database = database;
        _services = services;
        _superuser = NpgsqlDataSource.Create(database.Superuser);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestDatabase Database { get; }

    public ManualTime Time { get; } = new();

    public IEventStore Store => Get<IEventStore>();

    public static async Task<TestStore> Create(Action<StoreOptions>? change = null) =>
        Over(await TestDatabase.CreateStore(), change, isTwin: false);

    public T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();

    /// <summary>A new tenant's unit of work.</summary>
    public IEventSession Open(string tenant) => Store.Open(tenant, By);

    /// <summary>A second node on the same databases.</summary>
    public TestStore Twin(Action<StoreOptions>? change = null) => Over(Database, change, isTwin: true);

    /// <summary>Runs a statement past all policies.</summary>
    public async Task<int> Execute(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Reads one value past all policies.</summary>
    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _superuser.DisposeAsync();
        if (!_isTwin)
            await Database.DisposeAsync();
    }

    public static StoreOptions Options(TestDatabase database) => new()
    {
        AppConnection = database.Main,
        DaemonConnection = database.Daemon,
        KeysConnection = database.Keys,
        EventTypes = new Dictionary<string, Type>
        {
            ["person_added"] = typeof(PersonAdded),
            ["person_renamed"] = typeof(PersonRenamed),
            ["ticked"] = typeof(Ticked),
            ["note_taken"] = typeof(NoteTaken),
            ["fields_set"] = typeof(FieldsSet),
        },
        ReadModels = [],
        Aggregates = [typeof(Person), typeof(Counter)],
        IsPersonalData = type => type.IsDefined(typeof(PersonalDataAttribute), inherit: false),
        IsDataSubject = parameter => parameter.IsDefined(typeof(DataSubjectAttribute), inherit: false),
        MasterKeys = LocalMasterKeys.FromText(Convert.ToBase64String(new byte[32]), "the test"),
    };

    private static TestStore Over(TestDatabase database, Action<StoreOptions>? change, bool isTwin)
    {
        var options = Options(database);
        change?.Invoke(options);
        ManualTime? time = null;
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(_ => time!)
            .AddEventStore(options)
            .BuildServiceProvider();
        var store = new TestStore(database, services, isTwin);
        time = store.Time;
        return store;
    }
}
