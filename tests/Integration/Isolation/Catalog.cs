using Npgsql;

namespace SalesEngagement.Integration.Isolation;

/// <summary>What a database holds and who may use it, past all policies.</summary>
internal sealed class Catalog(string superuser) : IAsyncDisposable
{
    private const string House = "not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'";

    private const string RelationsSql = $"""
        select format('%I.%I', n.nspname, c.relname), c.relkind::text,
          array(
            select quote_ident(a.attname) from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'
            order by a.attnum),
          array(
            select (select string_agg(quote_ident(a.attname), ', ' order by k.place) from unnest(i.indkey) with ordinality as k (number, place)
              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number)
            from pg_index i where i.indrelid = c.oid and i.indisunique and i.indexprs is null and i.indpred is null order by 1)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname {House} order by 1
        """;

    private const string FunctionsSql = $"""
        select p.oid::regprocedure::text, format('%I.%I', n.nspname, p.proname), p.prokind::text,
          coalesce(p.proargnames[1:p.pronargs], array_fill(''::text, array[p.pronargs::int])),
          array(select format_type(t.id, null) from unnest(p.proargtypes) with ordinality as t (id, place) order by t.place)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname {House} and p.prokind in ('f', 'p') order by 1
        """;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create($"{superuser};Search Path=pg_catalog");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<IReadOnlyList<Relation>> Relations() => Rows(RelationsSql, row => new Relation(
        row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3)));

    public Task<IReadOnlyList<Routine>> Functions() => Rows(FunctionsSql, row => new Routine(
        row.GetString(0), row.GetString(1), row.GetString(2) == "p", row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4)));

    public async Task<long> Count(Relation table, string tenant) =>
        (await Rows($"select count(*) from {table.Name} where tenant_id = '{tenant}'", row => row.GetInt64(0)))[0];

    /// <summary>A tenant's row, as it goes through COPY and as JSON.</summary>
    public async Task<(string Line, string Json)> Row(Relation table, string tenant)
    {
        await using var connection = await _source.OpenConnectionAsync(Ct);
        var columns = string.Join(", ", table.Columns);
        using var copy = await connection.BeginTextExportAsync(
            $"copy (select {columns} from {table.Name} where tenant_id = '{tenant}' limit 1) to stdout", Ct);
        var line = await copy.ReadToEndAsync(Ct);
        return (line, await Json(table, tenant));
    }

    /// <summary>Changes when a row of the tenant does.</summary>
    public async Task<string> Fingerprint(IEnumerable<Relation> tables, string tenant) => string.Join('\n', await Rows(
        string.Join(" union all ", tables.Select(table =>
            $"select '{table.Name}' || coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '') from {table.Name} t where tenant_id = '{tenant}'")),
        row => row.GetString(0)));

    public Task<IReadOnlyList<string>> Texts(string sql) => Rows(sql, row => row.GetString(0));

    public async Task Execute(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<string> Json(Relation table, string tenant) =>
        (await Texts($"select to_jsonb(t)::text from {table.Name} t where tenant_id = '{tenant}' limit 1"))[0];

    private async Task<IReadOnlyList<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(Ct))
            rows.Add(read(reader));
        return rows;
    }
}

/// <summary>A table, view, sequence or the like.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="Kind">As in pg_class.</param>
/// <param name="Columns">Those that can be written.</param>
/// <param name="Keys">The columns of each unique index.</param>
internal sealed record Relation(string Name, string Kind, string[] Columns, string[] Keys)
{
    public bool IsOfTenants => Kind is "r" or "p" && Columns.Contains("tenant_id");
}

/// <summary>A function or procedure.</summary>
internal sealed record Routine(string Signature, string Name, bool IsProcedure, string[] Parameters, string[] Types);
