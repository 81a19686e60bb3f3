using Npgsql;

namespace SalesEngagement.Load.Lag;

/// <summary>Appends by calling the store's function and nothing else: nobody is told, and it can be rolled back.</summary>
internal static class BareCall
{
    /// <summary>The tenant of everything here.</summary>
    public static readonly string Tenant = new Guid("019b0000-0000-7000-8000-0000000000aa").ToString();

    private const string Sql = """
        select engagement.append_one($1, $2, null, null, $3, 'ledger_posted', null, '{"Amount":1,"Kind":"lag"}', null, null, 'proof', null)
        """;

    /// <summary>Appends one posting on a connection, inside its transaction if one was begun.</summary>
    public static async Task Post(NpgsqlConnection connection, Guid stream, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = Tenant });
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(ct);
    }
}
