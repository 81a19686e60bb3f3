namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// Rows for tables that cannot be filled through the API, with values made up by type, so that no table is clean because
/// it is empty.
/// </summary>
internal static class MadeUpRows
{
    // What a check of the table wants of a column and its type does not say: 'schema.table.column' to an expression.
    private static readonly Dictionary<string, string> Wanted = new()
    {
        ["engagement.duplicate_pairs.first_id"] = "'00000000-0000-4000-8000-000000000000'",
    };

    private const string ColumnsSql = """
        select quote_ident(a.attname) || '|' || case when t.typcategory = 'A' then 'array' else t.typname end
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = '{0}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'
        order by a.attnum
        """;

    /// <summary>Fills each table that has no row of one of the tenants. Foreign keys and triggers sleep meanwhile.</summary>
    public static async Task Add(Catalog catalog, params string[] tenants)
    {
        foreach (var table in (await catalog.Relations()).Where(relation => relation.IsOfTenants))
        {
            var columns = (await catalog.Texts(ColumnsSql.Replace("{0}", table.Name, StringComparison.Ordinal)))
                .Select(text => text.Split('|')).ToArray();
            foreach (var tenant in tenants)
            {
                if (await catalog.Count(table, tenant) == 0)
                    await Add(catalog, table, columns, tenant);
            }
        }
    }

    private static async Task Add(Catalog catalog, Relation table, string[][] columns, string tenant)
    {
        var values = columns.Select(column => column[0] == "tenant_id"
            ? $"'{tenant}'"
            : Wanted.GetValueOrDefault($"{table.Name}.{column[0]}") ?? OfType(column[1]));
        try
        {
            await catalog.Execute($"""
                begin;
                set local session_replication_role = replica;
                insert into {table.Name} ({string.Join(", ", columns.Select(column => column[0]))}) values ({string.Join(", ", values)});
                commit
                """);
        }
        catch (Npgsql.PostgresException refused)
        {
            throw new InvalidOperationException(
                $"{table.Name} holds no rows of both companies and none can be made up ({refused.MessageText}): fill it in TwoTenants.Work, or say in MadeUpRows.Wanted what its columns want.");
        }
    }

    private static string OfType(string type) => type switch
    {
        "array" => "'{}'",
        "uuid" => "gen_random_uuid()",
        "timestamptz" => "now()",
        "date" => "current_date",
        "interval" => "interval '1 minute'",
        "bytea" => "decode(md5(random()::text), 'hex')",
        "jsonb" or "json" => "jsonb_build_object('made', md5(random()::text))",
        "bool" => "false",
        "int2" or "int4" or "int8" => "(random() * 30000)::int",
        "numeric" or "float4" or "float8" => "random()",
        "inet" or "cidr" => "'127.0.0.1'",
        _ => "md5(random()::text)",
    };
}
