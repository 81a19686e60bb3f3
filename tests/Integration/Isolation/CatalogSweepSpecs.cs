using SalesEngagement.EventStore.Projections;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// Everything the catalogs have, as the roles that requests use: without a tenant and with wrong ones, nothing of another
/// company is read or changed. A new table, view or function is held to it by being there.
/// </summary>
public sealed class CatalogSweepSpecs(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private static readonly string[] Worked =
    [
        "public.mt_streams", "public.mt_events", "engagement.credentials", "engagement.sign_ins", "engagement.refresh_tokens",
        "engagement.telephony_accounts", "engagement.identity_providers", "engagement.idempotency", "engagement.tenant_keys", "engagement.subject_keys",
        .. StoreSetup.Models.Select(model => $"read.{TableOf(model)}"),
    ];

    [Fact]
    public void work_through_the_api_fills_what_it_is_about() => Worked.Except(tenants.FilledByWork).ShouldBeEmpty();

    [Theory]
    [InlineData(HouseDatabase.Main)]
    [InlineData(HouseDatabase.Keys)]
    public async Task every_table_of_tenants_holds_rows_of_both_and_shows_each_its_own(HouseDatabase database)
    {
        await using var sweep = await tenants.Sweep(database);
        var empty = new List<string>();
        var looked = 0;
        foreach (var table in sweep.Tables)
        {
            if (await sweep.Catalog.Count(table, sweep.Theirs) is var rows && rows == 0)
                empty.Add(table.Name);
            if (await sweep.Seen(table, sweep.Theirs) is not { } seen)
                continue;
            seen.ShouldBe($"{rows}", table.Name);
            looked++;
        }

        empty.ShouldBeEmpty();
        looked.ShouldBeGreaterThan(2);
        sweep.Marks.Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(HouseDatabase.Main)]
    [InlineData(HouseDatabase.Keys)]
    public async Task nothing_of_another_company_is_read(HouseDatabase database)
    {
        await using var sweep = await tenants.Sweep(database);
        (await sweep.Read()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HouseDatabase.Main)]
    [InlineData(HouseDatabase.Keys)]
    public async Task nothing_of_another_company_is_changed(HouseDatabase database)
    {
        await using var sweep = await tenants.Sweep(database);
        var before = await sweep.Catalog.Fingerprint(sweep.Tables, sweep.Theirs);
        (await sweep.Write()).ShouldBeEmpty();
        (await sweep.Catalog.Fingerprint(sweep.Tables, sweep.Theirs)).ShouldBe(before);
    }

    [Theory]
    [InlineData(HouseDatabase.Main)]
    [InlineData(HouseDatabase.Keys)]
    public async Task functions_tell_and_do_nothing_about_another_company_but_those_that_are_known_to(HouseDatabase database)
    {
        await using var sweep = await tenants.Sweep(database);
        var calls = await FunctionCalls.With(sweep);
        var found = await calls.Run(KnownFunctions.Acting(database));
        found.Where(finding => !KnownFunctions.Of(database).Contains(finding.Of)).ShouldBeEmpty();
        found.Select(finding => finding.Of).Distinct().ShouldBe(KnownFunctions.Of(database), ignoreOrder: true);
    }

    [Theory]
    [InlineData(HouseDatabase.Main, "public.mt_events")]
    [InlineData(HouseDatabase.Keys, "engagement.subject_keys")]
    public async Task there_is_no_way_around(HouseDatabase database, string table)
    {
        await using var sweep = await tenants.Sweep(database);
        foreach (var way in Statements.Around(table))
            (await sweep.App.Run(sweep.Ours, way, keep: true)).Refused.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege, way);
    }

    [Fact]
    public async Task the_planners_statistics_show_nothing_of_another_company()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        await sweep.Catalog.Execute("analyze");
        foreach (var view in new[] { "pg_stats", "pg_stats_ext", "pg_stats_ext_exprs" })
            sweep.Marks.In((await sweep.App.Run(sweep.Ours, $"select * from {view}")).Text, asked: "").ShouldBeNull(view);
        sweep.Marks.In(string.Join('\n', await sweep.Catalog.Texts("select s::text from pg_stats s")), asked: "").ShouldNotBeNull();
    }

    private static string TableOf(Type model) =>
        ((ReadModelAttribute)Attribute.GetCustomAttribute(model, typeof(ReadModelAttribute))!).Table;
}
