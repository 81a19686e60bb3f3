using Npgsql;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Every table of the product, taken from the catalogue: a new one is held to the same by being there.</summary>
public sealed class WholeSchemaSpecs : IAsyncLifetime
{
    // One row for each of two tenants in every table, values made up by type; foreign keys and triggers sleep meanwhile.
    private const string Fill = """
        set session_replication_role = replica;
        do $$
        declare
          t record;
        begin
          for t in
            select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ') as columns,
              string_agg(case
                when a.attname = 'tenant_id' then '%TENANT%'
                when a.attname = 'first_id' then '''00000000-0000-4000-8000-000000000000''::uuid'
                when a.atttypid = 'uuid'::regtype then 'gen_random_uuid()'
                when a.atttypid = 'timestamptz'::regtype then 'now()'
                when a.atttypid = 'bytea'::regtype then 'decode(md5(random()::text), ''hex'')'
                when a.atttypid = 'jsonb'::regtype then '''{}'''
                when a.atttypid = 'boolean'::regtype then 'false'
                when a.atttypid in ('int'::regtype, 'bigint'::regtype, 'smallint'::regtype) then '(random() * 30000)::int'
                else 'md5(random()::text)' end, ', ') as made_up
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read')
              and (a.attname = 'tenant_id' or a.attnotnull and not a.atthasdef)
              and exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'tenant_id')
            group by c.oid
          loop
            execute format('insert into %s (%s) values (%s)', t.name, t.columns, t.made_up);
          end loop;
        end $$
        """;

    private const string Tables = """
        select c.oid::regclass::text, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
        from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'engagement', 'read') order by 1
        """;

    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestStore.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateEmpty();
        MigrationSource application = new("Application", typeof(Commands).Assembly);
        MigrationSource host = new("Host", typeof(EmbeddedDatabases).Assembly);
        await Migrator.Apply(_database.Owner, [MigrationSource.Store, application, host], progress: null, Ct);
        await Migrator.Apply(_database.KeysOwner, [MigrationSource.Keys, host with { Folder = "KeyMigrations" }], progress: null, Ct);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task no_table_of_tenants_lacks_its_protection()
    {
        foreach (var connection in new[] { _database.Main, _database.Keys })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await SchemaGuard.Check(source, Ct);
        }
    }

    [Fact]
    public async Task the_app_sees_its_tenants_rows_of_every_table_and_without_a_tenant_none_of_any()
    {
        await using var superuser = NpgsqlDataSource.Create(_database.Superuser + ";Pooling=false");
        foreach (var tenant in new[] { "mine", "theirs" })
            await Execute(superuser, Fill.Replace("%TENANT%", $"''{tenant}''", StringComparison.Ordinal));

        await using var app = NpgsqlDataSource.Create(_database.Main);
        var tables = await TablesOf(superuser);
        tables.Where(table => table.IsTenants).Select(table => table.Name).ShouldContain("engagement.idempotency");
        foreach (var (table, isTenants) in tables)
        {
            (await Count(app, table, tenant: "")).ShouldBeOneOf("0", PostgresErrorCodes.InsufficientPrivilege);
            if (!isTenants)
                continue;
            (await Count(superuser, table, tenant: "")).ShouldBe("2", table);
            (await Count(app, table, "mine")).ShouldBeOneOf("1", PostgresErrorCodes.InsufficientPrivilege);
            (await Count(app, $"{table} where tenant_id <> 'mine'", "mine")).ShouldBeOneOf("0", PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private static async Task<List<(string Name, bool IsTenants)>> TablesOf(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Tables);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var tables = new List<(string Name, bool IsTenants)>();
        while (await reader.ReadAsync(Ct))
            tables.Add((reader.GetString(0), reader.GetBoolean(1)));
        return tables;
    }

    private static async Task<string> Count(NpgsqlDataSource source, string from, string tenant)
    {
        try
        {
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(new($"select set_config('app.tenant', '{tenant}', true)"));
            batch.BatchCommands.Add(new($"select count(*)::text from {from}"));
            await using var reader = await batch.ExecuteReaderAsync(Ct);
            await reader.NextResultAsync(Ct);
            await reader.ReadAsync(Ct);
            return reader.GetString(0);
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
