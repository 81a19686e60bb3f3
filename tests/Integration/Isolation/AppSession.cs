using System.Text;
using Npgsql;

namespace SalesEngagement.Integration.Isolation;

/// <summary>One connection as requests have it, on which anything is tried.</summary>
internal sealed class AppSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly StringBuilder _heard = new();

    private AppSession(NpgsqlConnection connection)
    {
        _connection = connection;
        connection.Notice += (_, said) => _heard.AppendLine(said.Notice.MessageText);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AppSession> Open(string connection)
    {
        var session = new AppSession(new($"{connection};Pooling=false;No Reset On Close=true"));
        await session._connection.OpenAsync(Ct);
        return session;
    }

    /// <summary>Runs a statement for a tenant, or for none.</summary>
    public Task<Outcome> Run(string? tenant, string sql, bool keep = false) => Try(tenant, keep, async text =>
    {
        await using var command = new NpgsqlCommand(sql, _connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync(Ct);
        do
        {
            while (await reader.ReadAsync(Ct))
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(reader.IsDBNull(i) ? "" : reader.GetString(i)).Append(i == reader.FieldCount - 1 ? '\n' : '\t');
            }
        }
        while (await reader.NextResultAsync(Ct));
    });

    /// <summary>Takes what a COPY gives.</summary>
    public Task<Outcome> CopyOut(string? tenant, string sql) => Try(tenant, keep: false, async text =>
    {
        using var rows = await _connection.BeginTextExportAsync(sql, Ct);
        text.Append(await rows.ReadToEndAsync(Ct));
    });

    /// <summary>Gives a COPY a line.</summary>
    public Task<Outcome> CopyIn(string? tenant, string sql, string line) => Try(tenant, keep: true, async _ =>
    {
        await using var rows = await _connection.BeginTextImportAsync(sql, Ct);
        await rows.WriteAsync(line);
    });

    /// <summary>The tenant that the connection still has outside of any transaction, which it then forgets; empty when none.</summary>
    public async Task<string> Carried()
    {
        await using var command = new NpgsqlCommand("select coalesce(current_setting('app.tenant', true), '')", _connection);
        var carried = (string)(await command.ExecuteScalarAsync(Ct))!;
        if (carried.Length > 0)
        {
            await using var forget = new NpgsqlCommand("select set_config('app.tenant', '', false)", _connection);
            await forget.ExecuteNonQueryAsync(Ct);
        }

        return carried;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<Outcome> Try(string? tenant, bool keep, Func<StringBuilder, Task> act)
    {
        _heard.Clear();
        var text = new StringBuilder();
        string? refusal = null;
        await using (var transaction = await _connection.BeginTransactionAsync(Ct))
        {
            try
            {
                if (tenant is not null)
                    await SetTenant(tenant);
                await act(text);
                await (keep ? transaction.CommitAsync(Ct) : transaction.RollbackAsync(Ct));
            }
            catch (PostgresException refused)
            {
                refusal = refused.SqlState;
                text.AppendJoin('\n', refused.MessageText, refused.Detail, refused.Hint, refused.Where);
            }
        }

        return new(refusal, $"{text}{_heard}");
    }

    private async Task SetTenant(string tenant)
    {
        await using var set = new NpgsqlCommand("select set_config('app.tenant', $1, true)", _connection);
        set.Parameters.Add(new() { Value = tenant });
        await set.ExecuteNonQueryAsync(Ct);
    }
}

/// <summary>What came of a statement.</summary>
/// <param name="Refused">The error's code; null when it ran.</param>
/// <param name="Text">Everything it showed: rows, notices, error texts.</param>
internal sealed record Outcome(string? Refused, string Text);
