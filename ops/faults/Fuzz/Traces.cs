using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SalesEngagement.Faults.Fuzz.Manners;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>What the requests left in the database that they should not have: looked up past all policies.</summary>
internal sealed class Traces(ProofDatabase database)
{
    private const string TablesSql = """
        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and n.nspname in ('public', 'engagement', 'read') order by 1
        """;

    /// <summary>A digest of all rows of a company.</summary>
    public async Task<string> Of(string tenantId, CancellationToken ct)
    {
        var rows = await Each(table => $"select md5(t::text) from {table} t where tenant_id = '{tenantId}' order by 1", ct);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    /// <summary>How many rows hold what was planted.</summary>
    public async Task<int> Planted(CancellationToken ct) => (await Each(
        table => $"""
            select t.tenant_id from {table} t
            where t::text like '%{PlantManners.Id}%' or t::text ~ '[^0-9a-f]{PlantManners.Number}[^0-9a-f]'
            """, ct)).Count;

    private async Task<IReadOnlyList<string>> Each(Func<string, string> question, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create($"{database.Superuser};Pooling=false;Command Timeout=0");
        var answers = new List<string>();
        foreach (var table in await Rows(source, TablesSql, ct))
            answers.AddRange(await Rows(source, question(table), ct));
        return answers;
    }

    private static async Task<IReadOnlyList<string>> Rows(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
            rows.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return rows;
    }
}
