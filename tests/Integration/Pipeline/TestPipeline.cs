using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Integration.EventStore;

namespace SalesEngagement.Integration.Pipeline;

/// <summary>The command pipeline on a store of its own, for one tenant.</summary>
internal sealed class TestPipeline(TestStore store) : IAsyncDisposable
{
    private readonly Answers _answers = new(store.Store);

    public TestStore Store => store;

    public string Tenant { get; private init; } = Guid.CreateVersion7().ToString();

    public static async Task<TestPipeline> Create()
    {
        var store = await TestStore.Create();
        await Migrator.Apply(
            store.Database.Owner, [MigrationSource.Store, new("Application", typeof(Commands).Assembly)], progress: null,
            TestStore.Ct);
        return new(store);
    }

    /// <summary>The same pipeline as another node runs it: same database, other memory.</summary>
    public TestPipeline Twin() => new(store) { Tenant = Tenant };

    public Commands Commands(string? key = null, string body = "", long? ifMatch = null) => new(
        store.Store, _answers, store.Time,
        new(Tenant, "user-1", RecordScope.All, ExpectedVersion: ifMatch, Idempotency: key is null
            ? null
            : new("POST /ticks", key, SHA256.HashData(Encoding.UTF8.GetBytes(body)))));

    public Task<CommandResult<Counter>> Start(Guid id, string? key = null, string body = "") =>
        Commands(key, body).Start<Counter>(id, _ => [new Ticked(1)], TestStore.Ct);

    /// <summary>Ticks one on, deciding on what it sees.</summary>
    public Task<CommandResult<Counter>> Tick(Guid id, string? key = null, string body = "", long? ifMatch = null) =>
        Commands(key, body, ifMatch).On<Counter>(id, (counter, _) => [new Ticked(counter.Last + 1)], TestStore.Ct);

    public Task<CommandResult<Counter>> Refuse(Guid id, string? key = null) =>
        Commands(key).On<Counter>(id, (_, _) => Rejection.Because("too-late", "The counter is closed."), TestStore.Ct);

    public Task<long> Events() => store.Scalar<long>("select count(*) from mt_events");

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
