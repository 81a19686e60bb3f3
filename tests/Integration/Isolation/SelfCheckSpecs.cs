using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Isolation;

/// <summary>The same check where it is used: by a company's own people, at the start of a node, and on the command line.</summary>
public sealed class SelfCheckSpecs : IAsyncLifetime
{
    private const string Path = "/api/v1/security/isolation";
    private const string Damage = "alter table engagement.credentials no force row level security";
    private const string Repair = "alter table engagement.credentials force row level security";
    private const string Problem = "Table engagement.credentials has tenant_id but row-level security is not forced on its owner";

    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task admins_and_compliance_see_that_it_holds_for_every_table_of_both_databases()
    {
        using var client = _host.CreateClient();
        var company = await Company.Register(client);
        foreach (var token in new[] { company.AccessToken, await company.SignedInAs("compliance") })
        {
            var answer = await client.Get(Path, token).ShouldBe(200);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var view = await answer.Json();
            view.Text("status").ShouldBe("holds");
            view.Text("role").ShouldBe("engagement_app");
            view.GetProperty("checkedAt").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
            view.GetProperty("problems").GetArrayLength().ShouldBe(0);
            var tables = view.GetProperty("tables").EnumerateArray().ToList();
            tables.Select(table => $"{table.Text("database")} {table.Text("name")}").ShouldBe(await Tables(), ignoreOrder: true);
            tables.Where(table => table.GetProperty("hasTenant").GetBoolean())
                .ShouldAllBe(table => table.GetProperty("rowSecurity").GetBoolean() && table.GetProperty("forced").GetBoolean());
            var events = tables.Single(table => table.Text("name") == "public.mt_events").GetProperty("policies");
            events.EnumerateArray().Select(policy => policy.Text("name")).ShouldBe(["daemon", "tenant"]);
        }
    }

    [Fact]
    public async Task others_may_not_look()
    {
        using var client = _host.CreateClient();
        var company = await Company.Register(client);
        foreach (var role in new[] { "manager", "rep", "analyst", "ops" })
            await client.Get(Path, await company.SignedInAs(role)).ShouldBeRefused(403, "forbidden");
        await client.Get(Path).ShouldBeRefused(401, "unauthenticated");
    }

    [Theory]
    [InlineData(HouseDatabase.Main, Damage, Repair, Problem)]
    [InlineData(
        HouseDatabase.Keys, "alter table engagement.subject_keys disable row level security", "alter table engagement.subject_keys enable row level security",
        "Key database: Table engagement.subject_keys has tenant_id but row-level security is off")]
    public async Task what_is_broken_while_a_node_runs_is_told_and_so_is_that_it_was_put_right(
        HouseDatabase which, string damage, string repair, string problem)
    {
        using var client = _host.CreateClient();
        var company = await Company.Register(client);
        await Execute(which, damage);
        var broken = await client.Get(Path, company.AccessToken).Json();
        broken.Text("status").ShouldBe("broken");
        broken.GetProperty("problems").EnumerateArray().ShouldContain(said => said.GetString()!.StartsWith(problem, StringComparison.Ordinal));

        await Execute(which, repair);
        (await client.Get(Path, company.AccessToken).Json()).Text("status").ShouldBe("holds");
    }

    [Fact]
    public async Task a_node_does_not_start_on_a_database_that_is_broken()
    {
        await Execute(HouseDatabase.Main, Damage);
        var (code, _, error) = await HostProcess.Run(new Dictionary<string, string>
        {
            ["ConnectionStrings__Main"] = _host.Database.Main,
            ["ConnectionStrings__Daemon"] = _host.Database.Daemon,
            ["ConnectionStrings__Keys"] = _host.Database.Keys,
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["urls"] = "http://127.0.0.1:0",
        });
        code.ShouldBe(1);
        error.ShouldContain(Problem);
    }

    [Fact]
    public async Task db_assert_refuses_a_database_that_is_broken_and_takes_one_that_is_not()
    {
        var owners = new Dictionary<string, string>
        {
            ["ConnectionStrings__Owner"] = _host.Database.Owner, ["ConnectionStrings__KeysOwner"] = _host.Database.KeysOwner,
        };
        (await HostProcess.Run(owners, "db", "assert")).Code.ShouldBe(0);
        await Execute(HouseDatabase.Main, Damage);
        var (code, _, error) = await HostProcess.Run(owners, "db", "assert");
        code.ShouldBe(1);
        error.ShouldContain(Problem);
    }

    private async Task Execute(HouseDatabase which, string sql)
    {
        await using var catalog = new Catalog(which == HouseDatabase.Main ? _host.Database.Superuser : _host.Database.KeysSuperuser);
        await catalog.Execute(sql);
    }

    private async Task<IReadOnlyList<string>> Tables()
    {
        await using var main = new Catalog(_host.Database.Superuser);
        await using var keys = new Catalog(_host.Database.KeysSuperuser);
        return
        [
            .. (await main.Relations()).Where(relation => relation.Kind is "r" or "p").Select(relation => $"main {relation.Name}"),
            .. (await keys.Relations()).Where(relation => relation.Kind is "r" or "p").Select(relation => $"keys {relation.Name}"),
        ];
    }
}
