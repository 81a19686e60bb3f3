using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.Projections;

/// <summary>
/// The table of a read model and the statements on it. Statements take the table's name, because a rebuild fills
/// another table of the same shape.
/// </summary>
internal sealed class ReadModelTable(
    string name, IReadOnlyList<ReadModelColumn> columns, IReadOnlyList<ReadModelColumn> keys,
    IReadOnlyList<ReadModelColumn> personal, ReadModelAttribute given, bool isInline)
{
    private const string Tenant = "tenant_id";
    private const string AsOf = "as_of";
    private readonly string _keys = string.Join(", ", keys.Select(key => Quoted(key.Name)));

    /// <summary>The live table's name in schema <c>read</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The table a rebuild fills.</summary>
    public string Shadow => $"{Name}__next";

    /// <summary>The table that was live before the last rebuild.</summary>
    public string Previous => $"{Name}__previous";

    /// <summary>The live table's name for the moment in which it changes places.</summary>
    public string Aside => $"{Name}__aside";

    /// <summary>The table in which a candidate is built to be compared.</summary>
    public string Candidate => $"{Name}__candidate";

    /// <summary>The table that the rebuild of one tenant fills.</summary>
    public string TenantShadow => $"{Name}__tenant";

    /// <summary>Changes when a column, the key or an index does: the table is then rebuilt.</summary>
    public string ShapeHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Create("t"))))[..16];

    /// <summary>Makes an empty table with its indexes, closed by row-level security.</summary>
    public string Create(string table) => $"""
        create table read.{table} (
          {Tenant} varchar not null,
        {Lines()}  {AsOf} bigint not null,
          primary key ({Tenant}, {_keys})
        );
        {string.Concat(Indexes(table))}{Protect(table)}
        """;

    /// <summary>The same without key and indexes, which are made quicker once the rows are there.</summary>
    public string CreateBare(string table) => $"""
        create table read.{table} (
          {Tenant} varchar not null,
        {Lines()}  {AsOf} bigint not null
        );
        {Protect(table)}
        """;

    /// <summary>Gives a bare table its key.</summary>
    public string AddKey(string table) => $"alter table read.{table} add primary key ({Tenant}, {_keys})";

    /// <summary>Statements that give a bare table what it still lacks, and the planner its figures.</summary>
    public IEnumerable<string> Finish(string table) => [.. Indexes(table), $"analyze read.{table}"];

    /// <summary>Takes rows in binary form: tenant, columns, as_of.</summary>
    public string Copy(string table)
    {
        var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        return $"copy read.{table} ({Tenant}, {names}, {AsOf}) from stdin (format binary)";
    }

    /// <summary>Reads the rows with the keys in arrays $1 (tenant), $2… (key columns).</summary>
    public string Load(string table) =>
        $"select r.* from read.{table} r join {Unnest(keys)} k using ({Tenant}, {_keys})";

    /// <summary>Writes rows from one array for each column: tenant, columns, as_of.</summary>
    public string Upsert(string table) => Upsert(table, $"u.{AsOf}", (AsOf, "bigint"));

    /// <summary>
    /// The same for rows of events appended in the same transaction: in place of as_of each one's stream and version, by
    /// which its sequence is found.
    /// </summary>
    public string UpsertAppended(string table) => Upsert(
        table,
        $"(select e.seq_id from public.mt_events e where e.tenant_id = u.{Tenant} and e.stream_id = u.of_stream and e.version = u.at_version)",
        ("of_stream", "uuid"),
        ("at_version", "bigint"));

    private string Upsert(string table, string asOf, params ReadOnlySpan<(string Name, string Type)> more)
    {
        var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        var values = string.Join(", ", columns.Select(column =>
            $"u.{Quoted(column.Name)}{(column.Type.Travelling == column.Type.Sql ? "" : $"::{column.Type.Sql}")}"));
        var changes = string.Join(", ", columns.Except(keys).Select(column => Quoted(column.Name)).Append(AsOf)
            .Select(column => $"{column} = excluded.{column}"));
        return $"""
            insert into read.{table} ({Tenant}, {names}, {AsOf})
            select u.{Tenant}, {values}, {asOf} from {Unnest(columns, more)} u
            on conflict ({Tenant}, {_keys}) do update set {changes}
            """;
    }

    /// <summary>Removes the rows with the keys in arrays $1 (tenant), $2… (key columns).</summary>
    public string Delete(string table)
    {
        var same = keys.Select(key => $"r.{Quoted(key.Name)} = k.{Quoted(key.Name)}").Prepend($"r.{Tenant} = k.{Tenant}");
        return $"delete from read.{table} r using {Unnest(keys)} k where {string.Join(" and ", same)}";
    }

    /// <summary>Removes the rows of a tenant ($1) and some streams ($2); for a model keyed by stream.</summary>
    public string DeleteStreams(string table) => $"delete from read.{table} where {Tenant} = $1 and {_keys} = any ($2::uuid[])";

    private static string Unnest(IReadOnlyList<ReadModelColumn> of, params ReadOnlySpan<(string Name, string Type)> more)
    {
        (string Name, string Type)[] given =
        [
            (Tenant, "varchar"),
            .. of.Select(column => (Quoted(column.Name), column.Type.Travelling)),
            .. more,
        ];
        var arrays = given.Select((column, i) => $"${i + 1}::{column.Type}[]");
        var names = given.Select(column => column.Name);
        return $"(select * from unnest({string.Join(", ", arrays)}) as given({string.Join(", ", names)}))";
    }

    private string Lines() => string.Concat(columns.Select(column =>
        $"  {Quoted(column.Name)} {column.Type.Sql}{(column.IsNullable ? "" : " not null")},\n"));

    private IEnumerable<string> Indexes(string table) =>
    [
        .. given.Indexes.Select(index => $"create index on read.{table} ({Tenant}, {index});\n"),
        // Without a list of what is still to be sorted in, which every look would have to read through.
        .. given.Searched.Select(column => $"create index on read.{table} using gin ({Quoted(column)}) with (fastupdate = off);\n"),
    ];

    // The planner's statistics hold samples of a column's values, which an erasure would not reach: none of personal ones,
    // nor of those that are searched, which are made of them.
    private IEnumerable<string> Unsampled => personal.Select(column => column.Name).Union(given.Searched);

    private string Protect(string table) => $"""
        {string.Concat(Unsampled.Select(column => $"alter table read.{table} alter column {Quoted(column)} set statistics 0;\n"))}alter table read.{table} enable row level security;
        alter table read.{table} force row level security;
        create policy tenant on read.{table} to engagement_app
          using ({Tenant} = (select engagement.tenant())) with check ({Tenant} = (select engagement.tenant()));
        create policy daemon on read.{table} to engagement_daemon using (true) with check (true);
        grant {(isInline ? "select, insert, update, delete" : "select")} on read.{table} to engagement_app;{string.Concat(given.Readers.Select(role => $"\n{Open(table, role)}"))}
        """;

    private static string Open(string table, string role) =>
        $"create policy reader on read.{table} for select to {role} using (true);\ngrant select on read.{table} to {role};";

    private static string Quoted(string column) => $"\"{column}\"";
}
