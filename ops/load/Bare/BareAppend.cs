using System.Text;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Bare;

/// <summary>The baseline: a SQL function with the same inserts, called with ready JSON.</summary>
internal sealed class BareAppend(ProofDatabase database) : IAsyncDisposable
{
    private const string OneSql = "select bare.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private const string ManySql = "select bare.append($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private const string Name = "ledger_posted";
    private const string ClrName = "SalesEngagement.Proof.LedgerPosted, SalesEngagement.Load";
    private static readonly byte[] Json = Encoding.UTF8.GetBytes("""{"Amount":4711,"Kind":"invoice"}""");

    private readonly NpgsqlDataSource _prepared = NpgsqlDataSource.Create(database.Main);

    private readonly NpgsqlDataSource _discarding = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.Main) { NoResetOnClose = false, MaxAutoPrepare = 0 });

    /// <summary>One transaction of so many events.</summary>
    public Task Append(string tenantId, Guid streamId, int events) => Append(_prepared, tenantId, streamId, events);

    /// <summary>The same on connections that forget everything between two uses, as Marten leaves them.</summary>
    public Task AppendForgetting(string tenantId, Guid streamId, int events) => Append(_discarding, tenantId, streamId, events);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _prepared.DisposeAsync();
        await _discarding.DisposeAsync();
    }

    private static async Task Append(NpgsqlDataSource source, string tenantId, Guid streamId, int events)
    {
        await using var command = source.CreateCommand(events == 1 ? OneSql : ManySql);
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = streamId });
        if (events == 1)
        {
            command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            command.Parameters.Add(new() { Value = Name });
            command.Parameters.Add(new() { Value = ClrName });
            command.Parameters.Add(new() { Value = Json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        }
        else
        {
            var each = Enumerable.Range(0, events);
            command.Parameters.Add(new() { Value = each.Select(_ => Guid.CreateVersion7()).ToArray() });
            command.Parameters.Add(new() { Value = each.Select(_ => Name).ToArray() });
            command.Parameters.Add(new() { Value = each.Select(_ => ClrName).ToArray() });
            command.Parameters.Add(new() { Value = each.Select(_ => Json).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        }

        command.Parameters.Add(new() { Value = "trace-1" });
        command.Parameters.Add(new() { Value = "command-1" });
        command.Parameters.Add(new() { Value = "user-1" });
        await command.ExecuteNonQueryAsync();
    }
}
