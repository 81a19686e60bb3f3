using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration;

/// <summary>A main and a key database of a test's own, copied from migrated templates; dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    // Each with a template of keys beside it.
    private const string HouseTemplate = "template_house";
    private const string StoreTemplate = "template_store";

    // One copy at a time: PostgreSQL refuses to copy a template that somebody is connected to.
    private static readonly SemaphoreSlim Copying = new(1);

    private readonly string _name = $"t_{Guid.CreateVersion7():n}";

    private TestDatabase()
    {
    }

    /// <summary>Connection strings of the roles, as the settings of the same names would give them.</summary>
    public string Main => For(_name, "engagement_app");

    public string Daemon => For(_name, "engagement_daemon");

    public string Owner => For(_name, EmbeddedDatabases.Owner);

    public string Keys => For(KeysOf(_name), "engagement_keys");

    public string KeysOwner => For(KeysOf(_name), EmbeddedDatabases.Owner);

    /// <summary>For what only a superuser may do in a test, such as looking past row-level security.</summary>
    public string Superuser => For(_name, "postgres");

    public string KeysSuperuser => For(KeysOf(_name), "postgres");

    /// <summary>A pair of databases with every migration applied and no rows.</summary>
    public static Task<TestDatabase> Create() => CopyOf(HouseTemplate);

    /// <summary>A pair with the store's migrations and none of the Host's.</summary>
    public static Task<TestDatabase> CreateStore() => CopyOf(StoreTemplate);

    /// <summary>A pair without any migration.</summary>
    public static async Task<TestDatabase> CreateEmpty()
    {
        var database = new TestDatabase();
        await Copy("template1", database._name);
        await Copy("template1", KeysOf(database._name));
        return database;
    }

    /// <summary>A pair like this one, rows and all; nobody may be connected to this one.</summary>
    public async Task<TestDatabase> Clone()
    {
        var clone = new TestDatabase();
        await Copy(_name, clone._name);
        await Copy(KeysOf(_name), KeysOf(clone._name));
        return clone;
    }

    /// <summary>Takes the main database away, as an outage would.</summary>
    public Task DropMain() => TestCluster.Execute($"drop database {_name} with (force)");

    public async ValueTask DisposeAsync()
    {
        await TestCluster.Execute($"drop database if exists {_name} with (force)");
        await TestCluster.Execute($"drop database if exists {KeysOf(_name)} with (force)");
    }

    internal static async Task MakeTemplates()
    {
        foreach (var template in (string[])[StoreTemplate, HouseTemplate])
        {
            await Copy("template1", template);
            await Copy("template1", KeysOf(template));
        }

        var owner = For(StoreTemplate, EmbeddedDatabases.Owner);
        await Migrator.Apply(owner, [MigrationSource.Store], progress: null, default);
        await Migrator.Apply(For(KeysOf(StoreTemplate), EmbeddedDatabases.Owner), [MigrationSource.Keys], progress: null, default);
        await MakeHouse(For(KeysOf(HouseTemplate), "engagement_keys"));
    }

    private static async Task MakeHouse(string keys)
    {
        await Schema.Apply(
            new(For(HouseTemplate, EmbeddedDatabases.Owner), For(KeysOf(HouseTemplate), EmbeddedDatabases.Owner)), progress: null, default);
        // The tables of the house's read models, as the daemon would make them at its first start.
        var connections = new Connections(For(HouseTemplate, "engagement_app"), For(HouseTemplate, "engagement_daemon"), keys);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddEventStore(StoreSetup.Options(connections, LocalMasterKeys.FromText(TestHost.MasterKey, "the tests")))
            .AddProjectionDaemon()
            .BuildServiceProvider();
        await services.GetRequiredService<ProjectionAdmin>().EnsureTables(default);
    }

    private static async Task<TestDatabase> CopyOf(string template)
    {
        var database = new TestDatabase();
        await Copying.WaitAsync();
        try
        {
            await Copy(template, database._name);
            await Copy(KeysOf(template), KeysOf(database._name));
        }
        finally
        {
            Copying.Release();
        }

        return database;
    }

    // As files: the cluster's folder is in memory where it can be, and its checkpoints write next to nothing.
    private static Task Copy(string from, string to) =>
        TestCluster.Execute($"create database {to} template {from} strategy file_copy owner {EmbeddedDatabases.Owner}");

    private static string KeysOf(string database) => database + "_keys";

    // Every pool of every Host would load the server's types anew, which costs more than a test's statements; none is needed.
    private static string For(string database, string role) =>
        TestCluster.Running.ConnectionString(database, role) + ";Server Compatibility Mode=NoTypeLoading";
}
