using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration;

/// <summary>A main and a key database of a test's own, copied from migrated templates; dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string MainTemplate = "template_main";
    private static readonly string KeysTemplate = "template_keys";

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

    public string Keys => For(_name + "_keys", "engagement_keys");

    public string KeysOwner => For(_name + "_keys", EmbeddedDatabases.Owner);

    /// <summary>For what only a superuser may do in a test, such as looking past row-level security.</summary>
    public string Superuser => For(_name, "postgres");

    /// <summary>A pair of databases with every migration applied and no rows.</summary>
    public static async Task<TestDatabase> Create()
    {
        var database = new TestDatabase();
        await Copying.WaitAsync();
        try
        {
            await Copy(MainTemplate, database._name);
            await Copy(KeysTemplate, database._name + "_keys");
        }
        finally
        {
            Copying.Release();
        }

        return database;
    }

    /// <summary>A pair without any migration.</summary>
    public static async Task<TestDatabase> CreateEmpty()
    {
        var database = new TestDatabase();
        await Copy("template1", database._name);
        await Copy("template1", database._name + "_keys");
        return database;
    }

    /// <summary>Takes the main database away, as an outage would.</summary>
    public Task DropMain() => TestCluster.Execute($"drop database {_name} with (force)");

    public async ValueTask DisposeAsync()
    {
        await TestCluster.Execute($"drop database if exists {_name} with (force)");
        await TestCluster.Execute($"drop database if exists {_name}_keys with (force)");
    }

    internal static async Task MakeTemplates()
    {
        await Copy("template1", MainTemplate);
        await Copy("template1", KeysTemplate);
        await Schema.Apply(
            new(For(MainTemplate, EmbeddedDatabases.Owner), For(KeysTemplate, EmbeddedDatabases.Owner)), progress: null, default);
        // The tables of the house's read models, as the daemon would make them at its first start.
        var connections = new Connections(
            For(MainTemplate, "engagement_app"), For(MainTemplate, "engagement_daemon"), For(KeysTemplate, "engagement_keys"));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddEventStore(StoreSetup.Options(connections, LocalMasterKeys.FromText(TestHost.MasterKey, "the tests")))
            .AddProjectionDaemon()
            .BuildServiceProvider();
        await services.GetRequiredService<ProjectionAdmin>().EnsureTables(default);
    }

    private static Task Copy(string from, string to) =>
        TestCluster.Execute($"create database {to} template {from} owner {EmbeddedDatabases.Owner}");

    private static string For(string database, string role) => TestCluster.Running.ConnectionString(database, role);
}
