using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Bare;

/// <summary>The baseline of a command: a prepared select, a fold written out by hand, and a prepared insert.</summary>
internal sealed class BareCommand(ProofDatabase database) : IAsyncDisposable
{
    private const string ClrName = "SalesEngagement.Proof.LedgerPosted, SalesEngagement.Load";
    private static readonly string SelectSql = EmbeddedSql.Beside<BareCommand>("BareSelect.sql");
    private static readonly string InsertSql = EmbeddedSql.Beside<BareCommand>("BareInsert.sql");
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database.Main);

    /// <summary>Reads and folds a stream.</summary>
    public async Task<(Ledger? State, long Version)> Fetch(string tenantId, Guid streamId)
    {
        await using var command = _source.CreateCommand(SelectSql);
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = streamId });
        await using var reader = await command.ExecuteReaderAsync();
        var (state, version) = ((Ledger?)null, 0L);
        while (await reader.ReadAsync())
        {
            version = reader.GetInt64(0);
            state = Next(state, reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }

        return (state, version);
    }

    /// <summary>Reads, folds and appends one event.</summary>
    /// <exception cref="InvalidOperationException">Another writer was first.</exception>
    public async Task Post(string tenantId, Guid streamId, LedgerPosted posted)
    {
        var (_, version) = await Fetch(tenantId, streamId);
        await using var command = _source.CreateCommand(InsertSql);
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = streamId });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = JsonSerializer.SerializeToUtf8Bytes(posted), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = "ledger_posted" });
        command.Parameters.Add(new() { Value = ClrName });
        command.Parameters.Add(new() { Value = "trace-1" });
        command.Parameters.Add(new() { Value = "command-1" });
        command.Parameters.Add(new() { Value = "user-1" });
        if (await command.ExecuteNonQueryAsync() == 0)
            throw new InvalidOperationException($"Stream {streamId} has moved.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static Ledger? Next(Ledger? state, string type, byte[] json) => type switch
    {
        "ledger_opened" => Ledger.Create(JsonSerializer.Deserialize<LedgerOpened>(json)!),
        "ledger_posted" => state?.Apply(JsonSerializer.Deserialize<LedgerPosted>(json)!),
        _ => state,
    };
}
