using Npgsql;

namespace SalesEngagement.Integration.EventStore;

/// <summary>The event tables are Marten's to the letter, so that a Marten process can take over.</summary>
public sealed class LayoutSpecs : IAsyncLifetime
{
    private const string Columns = """
        select format('%s %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' else 'null' end,
          ' ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
        """;

    private const string Constraints = """
        select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = $1::regclass order by 1
        """;

    private const string Indexes = "select indexname::text from pg_indexes where schemaname = 'public' and tablename = $1 order by 1";

    private TestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await TestStore.Create();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task streams()
    {
        (await Lines(Columns, "mt_streams")).ShouldBe([
            "tenant_id character varying not null '*DEFAULT*'::character varying",
            "id uuid not null",
            "type character varying null",
            "version bigint null",
            "timestamp timestamp with time zone not null now()",
            "created timestamp with time zone not null now()",
            "is_archived boolean null false",
        ]);
        (await Lines(Constraints, "mt_streams")).ShouldBe(["pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)"]);
        (await Lines(Indexes, "mt_streams")).ShouldBe(["pkey_mt_streams_tenant_id_id"]);
    }

    [Fact]
    public async Task events()
    {
        (await Lines(Columns, "mt_events")).ShouldBe([
            "seq_id bigint not null",
            "id uuid not null",
            "stream_id uuid null",
            "version bigint not null",
            "data jsonb not null",
            "bdata bytea null",
            "type character varying(500) not null",
            "timestamp timestamp with time zone not null",
            "tenant_id character varying null '*DEFAULT*'::character varying",
            "mt_dotnet_type character varying null",
            "correlation_id character varying null",
            "causation_id character varying null",
            "headers jsonb null",
            "user_name character varying null",
            "is_archived boolean null false",
        ]);
        (await Lines(Constraints, "mt_events")).ShouldBe([
            "fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)",
            "pkey_mt_events_seq_id PRIMARY KEY (seq_id)",
        ]);
        (await Lines(Indexes, "mt_events")).ShouldBe(["pk_mt_events_stream_and_version", "pkey_mt_events_seq_id"]);
        (await _store.Scalar<string>("select indexdef from pg_indexes where indexname = 'pk_mt_events_stream_and_version'"))
            .ShouldBe("CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (tenant_id, stream_id, version)");
    }

    [Fact]
    public async Task progression_and_skips()
    {
        (await Lines(Columns, "mt_event_progression")).ShouldBe([
            "name character varying not null",
            "last_seq_id bigint null",
            "last_updated timestamp with time zone null transaction_timestamp()",
        ]);
        (await Lines(Constraints, "mt_event_progression")).ShouldBe(["pk_mt_event_progression PRIMARY KEY (name)"]);
        (await Lines(Columns, "mt_high_water_skips")).ShouldBe([
            "ending_sequence bigint not null",
            "starting_sequence bigint not null",
            "timestamp timestamp with time zone null transaction_timestamp()",
        ]);
        (await Lines(Constraints, "mt_high_water_skips")).ShouldBe(["pkey_mt_high_water_skips_ending_sequence PRIMARY KEY (ending_sequence)"]);
    }

    [Fact]
    public async Task the_sequence_belongs_to_the_events_and_caches_nothing() =>
        (await _store.Scalar<string>(
            "select format('%s %s %s %s', s.seqstart, s.seqincrement, s.seqcache, pg_get_serial_sequence('mt_events', 'seq_id')) "
            + "from pg_sequence s where s.seqrelid = 'mt_events_sequence'::regclass")).ShouldBe("1 1 1 public.mt_events_sequence");

    private async Task<IReadOnlyList<string>> Lines(string sql, string table)
    {
        await using var source = NpgsqlDataSource.Create(_store.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = table });
        await using var reader = await command.ExecuteReaderAsync(TestStore.Ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestStore.Ct))
            lines.Add(reader.GetString(0).TrimEnd());
        return lines;
    }
}
