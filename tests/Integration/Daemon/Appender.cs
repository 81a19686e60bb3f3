using Npgsql;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A transaction that has appended one event and has not ended: its number is drawn, the event not visible.</summary>
internal sealed class Appender(NpgsqlConnection connection, NpgsqlTransaction transaction, long sequence) : IAsyncDisposable
{
    private const string AppendSql = """
        select (engagement.append_one(
          $1, $2, 'tally', null, $3, 'tally_raised', null, '{"By":1,"RepId":"00000000-0000-0000-0000-000000000001"}',
          null, null, null, null))[2]
        """;

    public long Sequence => sequence;

    public static async Task<Appender> Begin(NpgsqlDataSource app)
    {
        var connection = await app.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var tenant = new NpgsqlCommand("select set_config('app.tenant', $1, true)", connection);
        tenant.Parameters.Add(new() { Value = Node.Tenant });
        await tenant.ExecuteNonQueryAsync();
        await using var append = new NpgsqlCommand(AppendSql, connection);
        append.Parameters.Add(new() { Value = Node.Tenant });
        append.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        append.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        return new(connection, transaction, (long)(await append.ExecuteScalarAsync())!);
    }

    /// <summary>Shows the server that this client is not frozen.</summary>
    public async Task SaySomething()
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task Commit()
    {
        await transaction.CommitAsync();
        await DisposeAsync();
    }

    public async Task RollBack()
    {
        await transaction.RollbackAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
