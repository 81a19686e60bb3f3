using Npgsql;
using SalesEngagement.EventStore.Isolation;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// The check names whatever would let one tenant meet another: each rule broken on purpose, in a transaction that is undone.
/// </summary>
public sealed class IsolationCheckSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Table = "create table engagement.bare (tenant_id varchar, a int); ";
    private const string Closed = Table + "alter table engagement.bare enable row level security, force row level security; ";
    private const string Policy = Closed + "create policy tenant on engagement.bare to engagement_app ";
    private const string Protected = Table + "select engagement.protect('engagement.bare'); ";
    private const string Definer = "create function engagement.leak() returns int language sql security definer ";
    private const string Owned = "; alter function engagement.leak() owner to engagement_owner; revoke execute on function engagement.leak() from public";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Table, "Table engagement.bare has tenant_id but row-level security is off")]
    [InlineData(Protected + "alter table engagement.bare disable row level security", "row-level security is off")]
    [InlineData(Protected + "alter table engagement.bare no force row level security", "row-level security is not forced on its owner")]
    [InlineData(Closed, "no policy holds engagement_app to its tenant")]
    [InlineData(Closed + "create policy tenant on engagement.bare for select to engagement_app using (tenant_id = engagement.tenant())", "no policy holds engagement_app to its tenant")]
    [InlineData(Policy + "using (true)", "policy tenant lets engagement_app reach more")]
    [InlineData(Policy + "using (tenant_id = engagement.tenant()) with check (true)", "policy tenant lets engagement_app reach more")]
    [InlineData(Policy + "using (true or tenant_id = engagement.tenant())", "policy tenant lets engagement_app reach more")]
    [InlineData(Policy + "using (tenant_id = engagement.tenant() or tenant_id = 'everybody')", "policy tenant lets engagement_app reach more")]
    [InlineData(Policy + "using (tenant_id = current_setting('app.tenant', true))", "policy tenant lets engagement_app reach more")]
    [InlineData(Policy + "using (a = a or tenant_id <> engagement.tenant())", "policy tenant lets engagement_app reach more")]
    [InlineData(Protected + "create policy wide on engagement.bare for select using (true)", "policy wide lets engagement_app reach more")]
    [InlineData(Protected + "create policy wide on engagement.bare for insert with check (true)", "policy wide lets engagement_app reach more")]
    [InlineData(Protected + "create policy wide on engagement.bare for delete to engagement_app using (a > 0)", "policy wide lets engagement_app reach more")]
    [InlineData("drop policy tenant on public.mt_events", "Table public.mt_events has tenant_id but no policy holds")]
    [InlineData("create schema more; grant usage on schema more to engagement_app; create table more.bare (tenant_id varchar)", "Table more.bare has tenant_id but row-level security is off")]
    [InlineData("create table engagement.part (tenant_id varchar) partition by list (tenant_id); create table engagement.part_one partition of engagement.part default; select engagement.protect('engagement.part')", "Table engagement.part_one has tenant_id but row-level security is off")]
    [InlineData("create view engagement.leak as select * from public.mt_events", "View engagement.leak reads as its owner")]
    [InlineData("create view read.leak with (security_invoker = false) as select * from public.mt_events", "View read.leak reads as its owner")]
    [InlineData("create materialized view engagement.leak as select * from public.mt_events; grant select (id) on engagement.leak to engagement_app", "engagement.leak can have no policies")]
    [InlineData("create foreign data wrapper nobody; create server nowhere foreign data wrapper nobody; create foreign table engagement.leak (a int) server nowhere; grant select on engagement.leak to public", "engagement.leak can have no policies")]
    [InlineData(Protected + "create rule aside as on delete to engagement.bare do instead nothing", "engagement.bare has rule aside")]
    [InlineData(Definer + "as 'select 1'" + Owned, "Function engagement.leak() runs as its owner but finds names by its caller's search_path")]
    [InlineData(Definer + "set search_path = pg_temp, pg_catalog as 'select 1'" + Owned, "finds names by its caller's search_path")]
    [InlineData(Definer + "set search_path = \"$user\", pg_temp as 'select 1'" + Owned, "finds names by its caller's search_path")]
    [InlineData(Definer + "set search_path = pg_catalog, pg_temp as 'select 1'; alter function engagement.leak() owner to engagement_owner", "runs as its owner for everybody")]
    [InlineData(Definer + "set search_path = pg_catalog, pg_temp as 'select 1'; revoke execute on function engagement.leak() from public", "runs as an owner above all policies")]
    [InlineData("create function engagement.peek(text) returns boolean language sql leakproof as 'select true'", "Function engagement.peek(text) is leakproof")]
    [InlineData("create function public.mine() returns int language sql as 'select 1'; alter function public.mine() owner to engagement_app", "Role engagement_app owns function public.mine()")]
    [InlineData(Protected + "alter table engagement.bare owner to engagement_app", "Role engagement_app owns engagement.bare")]
    [InlineData("grant create on schema engagement to engagement_app", "Role engagement_app may create in schema engagement")]
    [InlineData("grant create on schema public to public", "Role engagement_app may create in schema public")]
    [InlineData(Protected + "alter table engagement.bare add unique (a); create table engagement.child (tenant_id varchar, a int references engagement.bare (a) on delete cascade); select engagement.protect('engagement.child')", "Foreign key child_a_fkey of engagement.child does not compare tenant_id")]
    [InlineData("create or replace function engagement.tenant() returns text language sql stable as 'select coalesce(current_setting(''app.tenant'', true), ''x'')'", "Function engagement.tenant() does not give the transaction's tenant")]
    [InlineData("create or replace function engagement.tenant() returns text language sql stable as 'select ''x''::text'", "Function engagement.tenant() does not give the transaction's tenant")]
    public async Task what_is_broken_is_named_and_nothing_else(string damage, string problem)
    {
        var problems = await ProblemsAfter(damage, IsolationCheck.AppRole);
        problems.ShouldContain(said => said.Contains(problem, StringComparison.Ordinal), string.Join('\n', problems));
        problems.Count.ShouldBeLessThanOrEqualTo(4, string.Join('\n', problems)); // a table without any protection lacks three things
    }

    [Theory]
    [InlineData(Protected)]
    [InlineData(Policy + "using (tenant_id = (select engagement.tenant()))")]
    [InlineData(Protected + "create policy less on engagement.bare as restrictive to engagement_app using (a > 0)")]
    [InlineData(Protected + "create policy own on engagement.bare for select to engagement_owner using (true)")]
    [InlineData("create view engagement.fine with (security_invoker = on) as select * from public.mt_events")]
    [InlineData("create materialized view engagement.closed as select count(*) from public.mt_events")]
    [InlineData(Definer + "set search_path = pg_catalog, pg_temp as 'select 1'" + Owned)]
    public async Task what_keeps_to_the_rules_is_left_alone(string addition) =>
        (await ProblemsAfter(addition, IsolationCheck.AppRole)).ShouldBeEmpty();

    [Theory]
    [InlineData("createrole", "", "may give itself other roles (createrole)")]
    [InlineData("replication", "", "may read every change of the server (replication)")]
    [InlineData("bypassrls", "", "is a superuser or bypasses row-level security")]
    [InlineData("", "engagement_daemon", "policy daemon lets {0} reach more than its tenant's rows")]
    [InlineData("", "engagement_owner", "owns public.mt_events")]
    [InlineData("", "pg_read_server_files", "can become pg_read_server_files, which reaches the server's files")]
    public async Task a_role_with_a_way_past_policies_is_named(string attribute, string membership, string problem)
    {
        var role = $"r_{Guid.CreateVersion7():n}";
        var grant = membership.Length == 0 ? "" : $"grant {membership} to {role}";
        var problems = await ProblemsAfter($"create role {role} {attribute}; {grant}", role);
        problems.ShouldContain(said => said.Contains(string.Format(null, problem, role), StringComparison.Ordinal), string.Join('\n', problems));
    }

    private async Task<IReadOnlyList<string>> ProblemsAfter(string change, string role)
    {
        await using var source = NpgsqlDataSource.Create($"{api.Host.Database.Superuser};Pooling=false");
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var command = new NpgsqlCommand(change, connection))
            await command.ExecuteNonQueryAsync(Ct);
        return (await IsolationCheck.Look(connection, role, Ct)).Problems;
    }
}
