using Npgsql;

namespace SalesEngagement.Faults.Order;

/// <summary>A transaction that appends by calling the store's functions, and may be held or rolled back as no session can.</summary>
internal sealed class SqlAppend(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    /// <summary>The tenant of everything here.</summary>
    public static readonly string Tenant = new Guid("019b0000-0000-7000-8000-0000000000aa").ToString();

    private const string OpenSql = """
        select engagement.append_one($1, $2, 'ledger', null, $3, 'ledger_opened', null,
          '{"OwnerId":"019b0000-0000-7000-8000-0000000000bb","Currency":"EUR"}', null, null, 'proof', null)
        """;

    private const string PostSql = """
        select engagement.append_one($1, $2, null, null, $3, 'ledger_posted', null,
          '{"Amount":1,"Kind":"order"}', null, null, 'proof', null)
        """;

    public static async Task<SqlAppend> Begin(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        return new(connection, await connection.BeginTransactionAsync(ct));
    }

    /// <summary>Appends one posting and commits, in one round trip.</summary>
    public static async Task PostOnce(NpgsqlDataSource source, Guid stream, CancellationToken ct)
    {
        await using var command = source.CreateCommand(PostSql);
        Fill(command, stream);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Begins a stream.</summary>
    public Task Open(Guid stream, CancellationToken ct) => Run(OpenSql, stream, ct);

    /// <summary>Draws a number for a posting.</summary>
    public Task Post(Guid stream, CancellationToken ct) => Run(PostSql, stream, ct);

    public Task Commit(CancellationToken ct) => transaction.CommitAsync(ct);

    public Task RollBack(CancellationToken ct) => transaction.RollbackAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static void Fill(NpgsqlCommand command, Guid stream)
    {
        command.Parameters.Add(new() { Value = Tenant });
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
    }

    private async Task Run(string sql, Guid stream, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        Fill(command, stream);
        await command.ExecuteNonQueryAsync(ct);
    }
}
