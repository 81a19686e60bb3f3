using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>A subscription whose effects can be counted: each writes down its idempotency key, and by whom it was caused.</summary>
internal sealed class Echo(ProofDatabase database) : ISubscription, IAsyncDisposable
{
    /// <summary>Where effects arrive, in the order in which they do.</summary>
    public const string Table = """
        create table if not exists public.echoes (
          id bigint generated always as identity primary key, sequence bigint not null, stream_id uuid not null,
          version bigint not null, owner int not null)
        """;

    private const string Sql = "insert into public.echoes (sequence, stream_id, version, owner) values ($1, $2, $3, $4)";
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database.Superuser);

    public string Name => "Echo";

    public IReadOnlyCollection<Type> EventTypes => [typeof(LedgerPosted)];

    public async Task Handle(Event @event, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = @event.Sequence });
        command.Parameters.Add(new() { Value = @event.StreamId });
        command.Parameters.Add(new() { Value = @event.Version });
        command.Parameters.Add(new() { Value = Environment.ProcessId });
        await command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
