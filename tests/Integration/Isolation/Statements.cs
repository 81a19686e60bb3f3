namespace SalesEngagement.Integration.Isolation;

/// <summary>What can be said about a relation, aimed at the rows of the foreign company.</summary>
internal static class Statements
{
    // Patterns: no rows counted; no rows out of any scan (how many entries an index has is not told of rows).
    private const string None = @"^theirs: 0\n";
    private const string NoneFound = @"^(?![\s\S]*(?<!Bitmap Index )Scan [^\n]*\(actual rows=[1-9])";

    /// <summary>Statements that are undone afterwards.</summary>
    public static IEnumerable<Statement> Reading(Relation relation, string theirs)
    {
        var name = relation.Name;
        yield return new($"select * from {name}");
        yield return new($"select t::text from {name} t");
        yield return new($"set local row_security = off; select * from {name}");
        yield return new($"explain (analyze, verbose) select * from {name}");
        yield return new($"copy (select * from {name}) to stdout", How.CopyOut);
        yield return new($"copy {name} to stdout", How.CopyOut);
        if (relation.Kind is not "S")
        {
            // Conditions that would tell of rows by what they say or how they fail, were they asked before the policy.
            yield return new($"select * from {name} t where pg_temp.tell(t::text)");
            yield return new($"select * from {name} t where t::text::int = 1");
        }

        if (!relation.Columns.Contains("tenant_id"))
            yield break;
        var where = $"where tenant_id = '{theirs}'";
        yield return new($"select 'theirs: ' || count(*) from {name} {where}", MustSay: None);
        yield return new($"select 'theirs: ' || count(*) from {name} where tenant_id is distinct from current_setting('app.tenant', true)", MustSay: None);
        yield return new($"select * from {name} {where} for update");
        yield return new($"select * from {name} {where} for key share");
        yield return new($"copy (select * from {name} {where}) to stdout", How.CopyOut);
        yield return new($"explain select * from {name} {where}");
        yield return new($"explain (analyze, costs off, timing off) select * from {name} {where}", MustSay: NoneFound);
        yield return new($"explain (analyze, costs off, timing off) update {name} set tenant_id = tenant_id {where}", MustSay: NoneFound);
        yield return new($"explain (analyze, costs off, timing off) delete from {name} {where}", MustSay: NoneFound);
    }

    /// <summary>Statements that are kept; the last ones take our own rows with them.</summary>
    public static IEnumerable<Statement> Writing(Relation table, string ours, string theirs, string row)
    {
        var (name, columns) = (table.Name, string.Join(", ", table.Columns));
        var where = $"where tenant_id = '{theirs}'";
        yield return Kept($"update {name} set tenant_id = tenant_id {where}");
        yield return Kept($"update {name} set tenant_id = '{ours}' {where}");
        yield return Kept($"update {name} t set tenant_id = '{ours}' from {name} o where o.tenant_id = '{theirs}'");
        yield return Kept($"delete from {name} {where} returning *");
        yield return Kept($"delete from {name} t using {name} o where t.tenant_id = o.tenant_id and o.tenant_id = '{theirs}'");
        yield return Kept($"merge into {name} t using (select '{theirs}' as tenant) s on t.tenant_id = s.tenant when matched then delete");
        yield return Kept($"merge into {name} t using (select '{theirs}' as tenant) s on t.tenant_id = s.tenant when matched then update set tenant_id = '{ours}'");
        yield return Kept($"with gone as (delete from {name} {where} returning *) select * from gone");
        foreach (var (tenant, of) in new[] { (theirs, "theirs"), (ours, "ours") })
        {
            var given = $"select {columns} from jsonb_populate_record(null::{name}, '{Quoted(row)}'::jsonb || '{{\"tenant_id\": \"{tenant}\"}}')";
            yield return Kept($"/* {of} */ insert into {name} ({columns}) {given} on conflict do nothing returning *");
            foreach (var key in table.Keys)
                yield return Kept($"/* {of} */ insert into {name} ({columns}) {given} on conflict ({key}) do update set tenant_id = '{ours}' returning *");
        }

        yield return new($"copy {name} ({columns}) from stdin", How.CopyIn);
        yield return Kept($"update {name} set tenant_id = '{theirs}'");
        yield return Kept($"truncate {name}");
        yield return Kept($"truncate {name} cascade");
        yield return Kept($"update {name} set tenant_id = tenant_id");
        yield return Kept($"explain analyze delete from {name}");
        yield return Kept($"delete from {name}");
    }

    /// <summary>Ways around policies altogether; each must be refused.</summary>
    public static IEnumerable<string> Around(string table) =>
    [
        "set role engagement_daemon", "set role engagement_owner", "set role postgres", "set session authorization postgres",
        "alter role current_user bypassrls", "alter role current_user superuser", "grant engagement_owner to current_user",
        $"alter table {table} disable row level security", $"alter table {table} no force row level security",
        $"alter table {table} owner to current_user", $"drop policy tenant on {table}", $"drop table {table} cascade",
        $"create policy wide on {table} using (true)", $"alter policy tenant on {table} using (true)",
        $"create rule aside as on insert to {table} do also select 1",
        $"create trigger aside before insert on {table} for each row execute function suppress_redundant_updates_trigger()",
        "create or replace function engagement.tenant() returns text language sql as 'select current_user::text'",
        "create function engagement.aside() returns int language sql as 'select 1'", "create schema aside",
        "create table public.aside (a int)", $"create view public.aside as select * from {table}", "create extension dblink",
        $"copy {table} to '/tmp/aside'", $"copy {table} to program 'cat'", $"copy {table} from program 'true'",
        "select pg_read_file('PG_VERSION')", "select pg_ls_dir('.')", "select lo_import('/etc/hostname')",
        "select pg_reload_conf()", "alter database postgres set row_security = off",
    ];

    private static Statement Kept(string sql) => new(sql, How.Kept);

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}

/// <summary>One try.</summary>
/// <param name="Sql">What is said.</param>
/// <param name="How">In which way.</param>
/// <param name="MustSay">The pattern that an answer has to fit.</param>
internal sealed record Statement(string Sql, How How = How.Undone, string? MustSay = null);

/// <summary>Ways to run a statement.</summary>
internal enum How
{
    Undone,
    Kept,
    CopyOut,
    CopyIn,
}
