using SalesEngagement.Application.Pipeline;
using SalesEngagement.EventStore.Isolation;
using SalesEngagement.EventStore.Schema;

namespace SalesEngagement.Host.Configuration;

/// <summary>The migrations of both databases, from every room that has some, in the order of their dependence.</summary>
internal static class Schema
{
    private static readonly MigrationSource[] Main =
    [
        MigrationSource.Store,
        new("Application", typeof(Commands).Assembly),
        new("Host", typeof(Schema).Assembly),
    ];

    private static readonly MigrationSource[] Keys =
    [
        MigrationSource.Keys,
        new("HostKeys", typeof(Schema).Assembly, "KeyMigrations"),
    ];

    /// <summary>Applies what is missing; run twice it does nothing.</summary>
    /// <exception cref="SchemaException">An applied step has changed.</exception>
    public static async Task Apply(OwnerConnections owners, Action<string>? progress, CancellationToken ct)
    {
        await Migrator.Apply(owners.Main, Main, progress, ct);
        await Migrator.Apply(owners.Keys, Keys, progress, ct);
    }

    /// <summary>Checks both databases as their owner: the schema, and that it keeps tenants apart.</summary>
    /// <exception cref="SchemaException">Steps are missing or have changed, or tenants are not kept apart.</exception>
    public static async Task Assert(OwnerConnections owners, CancellationToken ct)
    {
        await Migrator.Assert(owners.Main, Main, ct);
        await Migrator.Assert(owners.Keys, Keys, ct);
        (await IsolationCheck.Of(owners.Main, IsolationCheck.AppRole, ct)).Demand();
        (await IsolationCheck.Of(owners.Keys, IsolationCheck.KeysRole, ct)).Demand();
    }

    /// <summary>Checks the main database as the daemon, which may read what was applied.</summary>
    /// <exception cref="SchemaException">Steps are missing or have changed.</exception>
    public static Task AssertAsDaemon(Connections connections, CancellationToken ct) =>
        Migrator.Assert(connections.Daemon, Main, ct);
}
