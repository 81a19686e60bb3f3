namespace SalesEngagement.Integration.Isolation;

/// <summary>The sweep is worth something: each of these was broken on purpose, and it says where.</summary>
public sealed class SweepControlSpecs(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    // Tables that were not broken: nothing is to be said of them.
    private static readonly string[] Others = ["engagement.credentials", "public.mt_streams"];

    // Functions that were not broken, the same. CatalogSweepSpecs calls all of them.
    private static readonly string[] Blameless = ["engagement.tenant()", "engagement.position_of(text)"];

    private const string Kept = "create table engagement.kept as select * from engagement.credentials; ";
    private const string Open = "grant select, insert, update, delete, truncate on engagement.kept to engagement_app; ";
    private const string Policy = "create policy tenant on engagement.kept to engagement_app using (tenant_id = engagement.tenant()); ";
    private const string Secured = "alter table engagement.kept enable row level security; ";

    [Theory]
    [InlineData("engagement.kept", $"{Kept}{Open}")]
    [InlineData("engagement.kept", $"{Kept}{Open}{Secured}create policy wide on engagement.kept using (true)")]
    [InlineData("engagement.kept", $"{Kept}{Open}{Secured}{Policy}create policy shown on engagement.kept for select using (true)")]
    [InlineData("engagement.leak", "create view engagement.leak as select * from engagement.credentials; grant select on engagement.leak to engagement_app")]
    [InlineData("engagement.leak", "create materialized view engagement.leak as select * from engagement.credentials; grant select on engagement.leak to engagement_app")]
    [InlineData("engagement.plain", "create table engagement.plain as select tenant_id as company from engagement.credentials; grant select on engagement.plain to engagement_app")]
    [InlineData("public.mt_events", "alter table public.mt_events disable row level security")]
    public async Task what_shows_rows_of_others_is_named(string name, string damage)
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        await sweep.Catalog.Execute(damage);
        await sweep.Look();
        var found = await sweep.Read(relation => relation.Name == name || Others.Contains(relation.Name));
        found.Select(finding => finding.Of).Distinct().ShouldBe([name]);
    }

    [Theory]
    [InlineData("engagement.kept", $"{Kept}{Open}")]
    [InlineData("engagement.kept", $"{Kept}{Open}{Secured}create policy tenant on engagement.kept using (tenant_id = engagement.tenant()) with check (true)")]
    [InlineData("engagement.sign_ins", "create policy gone on engagement.sign_ins for delete using (true); create policy seen on engagement.sign_ins for select using (true)")]
    public async Task what_lets_rows_of_others_be_changed_is_named(string name, string damage)
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        await sweep.Catalog.Execute(damage);
        await sweep.Look();
        var found = await sweep.Write(relation => relation.Name == name);
        found.ShouldContain(finding => finding.What.StartsWith("changes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("create function engagement.leak() returns setof text language sql security definer as 'select c.user_id::text from engagement.credentials c'", "engagement.leak()")]
    [InlineData("create function engagement.leak(anybody uuid) returns setof text language sql security definer as 'select c.tenant_id from engagement.credentials c where c.user_id = anybody'", "engagement.leak(uuid)")]
    [InlineData("create function engagement.sweep(p_tenant text) returns void language sql security definer as 'delete from engagement.snapshots s where s.tenant_id = p_tenant'", "engagement.sweep(text)")]
    [InlineData("create function engagement.stay(p_tenant text) returns text language sql as 'select set_config(''app.tenant'', p_tenant, false)'", "engagement.stay(text)")]
    public async Task a_function_that_tells_or_does_too_much_is_named(string damage, string signature)
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        await sweep.Catalog.Execute(damage);
        var calls = await FunctionCalls.With(sweep);
        var found = await calls.Run(undone: [], which: called => called == signature || Blameless.Contains(called));
        found.Select(finding => finding.Of).Distinct().ShouldBe([signature]);
    }
}
