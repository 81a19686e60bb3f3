namespace SalesEngagement.Integration.Cli;

/// <summary>The verbs as they are called: by a process, with its exit code and its two streams.</summary>
public sealed class CommandLineSpecs
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task outside_development_a_missing_connection_string_is_refused_by_its_name()
    {
        var (code, output, error) = await HostProcess.Run(Nothing);
        code.ShouldBe(1);
        error.ShouldContain("ConnectionStrings:Main");
        error.ShouldContain("ConnectionStrings__Main");
        error.ShouldNotContain("   at "); // a message, not a stack
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task only_what_is_missing_is_named()
    {
        await using var database = await TestDatabase.Create();
        var (code, _, error) = await HostProcess.Run(new Dictionary<string, string>
        {
            ["ConnectionStrings__Main"] = database.Main, ["ConnectionStrings__Daemon"] = database.Daemon,
        });
        code.ShouldBe(1);
        error.ShouldContain("ConnectionStrings:Keys");
        error.ShouldNotContain("ConnectionStrings:Main");
    }

    [Fact]
    public async Task without_postgresql_the_message_says_what_to_install()
    {
        var (code, _, error) = await HostProcess.Run(new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development", ["Database__BinFolder"] = "/nowhere",
        });
        code.ShouldBe(1);
        error.ShouldContain("apt-get install postgresql");
        error.ShouldContain("/nowhere (Database:BinFolder)");
    }

    [Fact]
    public async Task a_verb_that_does_not_exist_is_wrong_usage()
    {
        var (code, _, error) = await HostProcess.Run(Nothing, "projectoins", "list");
        code.ShouldBe(2);
        error.ShouldContain("projectoins");
    }

    [Fact]
    public async Task an_option_out_of_range_is_wrong_usage() =>
        (await HostProcess.Run(Nothing, "seed", "--contacts", "0")).Code.ShouldBe(2);

    [Theory]
    [InlineData("an id (a uuid)", "privacy", "rotate", "--tenant", "xyz")]
    [InlineData("an id (a uuid)", "privacy", "state", "--tenant", "xyz", "--subject", "1")]
    [InlineData("a whole number", "projections", "rebuild", "CallLog", "--limit", "many")]
    [InlineData("a whole number", "projections", "stop-at", "CallLog", "abc")]
    [InlineData("0 or more", "projections", "stop-at", "CallLog", "-5")]
    [InlineData("--all", "messages", "unpark")]
    [InlineData("wants --tenant", "projections", "replay", "CallLog", "--stream", "019b8d2b-8c00-7003-8000-000000000001")]
    public async Task what_cannot_be_read_is_wrong_usage_and_the_message_says_what_is_wanted(string wanted, params string[] verb)
    {
        var (code, _, error) = await HostProcess.Run(Nothing, verb);
        code.ShouldBe(2);
        error.ShouldContain(wanted);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task db_apply_works_once_then_finds_nothing_to_do_and_db_assert_agrees()
    {
        await using var database = await TestDatabase.CreateEmpty();
        var owners = new Dictionary<string, string>
        {
            ["ConnectionStrings__Owner"] = database.Owner, ["ConnectionStrings__KeysOwner"] = database.KeysOwner,
        };
        var before = await HostProcess.Run(owners, "db", "assert");
        before.Code.ShouldBe(1);
        before.Error.ShouldContain("db apply");

        var first = await HostProcess.Run(owners, "db", "apply");
        first.ShouldSatisfyAllConditions(
            () => first.Code.ShouldBe(0, first.Error), () => first.Output.ShouldContain("steps applied"));
        (await HostProcess.Run(owners, "db", "apply")).Output.ShouldContain("up to date");
        (await HostProcess.Run(owners, "db", "assert")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task projections_are_listed_shown_and_rebuilt_and_an_unknown_one_is_refused()
    {
        await using var database = await TestDatabase.Create();
        var settings = Of(database);
        (await HostProcess.Run(settings, "projections", "list")).Output.ShouldContain("read.contact_card");
        (await HostProcess.Run(settings, "projections", "status")).Output.ShouldContain("ContactCard:All");
        var rebuilt = await HostProcess.Run(settings, "projections", "rebuild", "ContactCard");
        rebuilt.ShouldSatisfyAllConditions(
            () => rebuilt.Code.ShouldBe(0, rebuilt.Error), () => rebuilt.Output.ShouldContain("rebuilt and live"));
        var unknown = await HostProcess.Run(settings, "projections", "rebuild", "Nobody");
        unknown.Code.ShouldBe(1);
        unknown.Error.ShouldContain("ContactCard");
    }

    [Fact]
    public async Task seed_fills_a_configured_database_and_run_again_adds_nothing()
    {
        await using var database = await TestDatabase.Create();
        var settings = Of(database);
        var first = await HostProcess.Run(settings, "seed", "--contacts", "3");
        first.Code.ShouldBe(0, first.Error);
        var events = await CountEvents(database);
        (await HostProcess.Run(settings, "seed", "--contacts", "3")).Code.ShouldBe(0);
        (await CountEvents(database)).ShouldBe(events);
        events.ShouldBe(1 + 3 + 3); // the company, its three users, the contacts
    }

    [Fact]
    public async Task check_env_is_content_with_what_is_there_and_names_what_is_not()
    {
        await using var database = await TestDatabase.Create();
        var settings = Of(database);
        var fit = await HostProcess.Run(settings, "check-env");
        fit.Code.ShouldBe(0, fit.Output);
        fit.Output.ShouldContain("engagement_app");
        fit.Output.ShouldContain("trusted proxies: none");

        settings["Edge__TrustedProxies"] = "everybody";
        (await HostProcess.Run(settings, "check-env")).Output.ShouldContain("Edge:TrustedProxies cannot be used");
        settings.Remove("ConnectionStrings__Daemon");
        var unfit = await HostProcess.Run(settings, "check-env");
        unfit.Code.ShouldBe(1);
        unfit.Output.ShouldContain("ConnectionStrings:Daemon");
        unfit.Output.ShouldContain("FAIL");
    }

    [Fact]
    public async Task an_unknown_tenant_or_shard_is_refused_by_its_name_and_a_known_one_is_merged_rotated_and_told_so()
    {
        await using var database = await TestDatabase.Create();
        var settings = Of(database);
        (await HostProcess.Run(settings, "seed", "--contacts", "2")).Code.ShouldBe(0);
        var nobody = Guid.CreateVersion7().ToString();
        foreach (var verb in new[]
        {
            new[] { "projections", "rebuild", "ContactCard", "--tenant", nobody }, ["projections", "pause", nobody],
            ["privacy", "erase", "--tenant", nobody, "--subject", nobody], ["messages", "unpark", "--tenant", nobody],
        })
        {
            var refused = await HostProcess.Run(settings, verb);
            refused.Code.ShouldBe(1, refused.Output);
            refused.Error.ShouldContain(nobody);
            refused.Error.ShouldNotContain("   at ");
        }

        var ids = await Contacts(database);
        var merged = await HostProcess.Run(
            settings, "privacy", "merge", "--tenant", ids.Tenant, "--subject", ids.Second, "--into", ids.First);
        merged.Code.ShouldBe(0, merged.Error);
        merged.Output.ShouldContain($"an id of {ids.First}");
        var rotated = await HostProcess.Run(settings, "privacy", "rotate", "--tenant", ids.Tenant);
        rotated.Output.ShouldContain("5 people's keys are wrapped"); // three users, two contacts
        (await HostProcess.Run(settings, "messages", "unpark", "--tenant", ids.Tenant)).Output.ShouldContain("nothing was changed");
    }

    private static async Task<(string Tenant, string First, string Second)> Contacts(TestDatabase database)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Superuser);
        await using var read = source.CreateCommand(
            "select min(tenant_id), min(stream_id::text), max(stream_id::text) from public.mt_events where type = 'contact_added'");
        await using var reader = await read.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return (reader.GetString(0), reader.GetString(1), reader.GetString(2));
    }

    private static Dictionary<string, string> Of(TestDatabase database) => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ConnectionStrings__Main"] = database.Main,
        ["ConnectionStrings__Daemon"] = database.Daemon,
        ["ConnectionStrings__Keys"] = database.Keys,
        ["Privacy__MasterKeys"] = TestHost.MasterKey,
    };

    private static async Task<long> CountEvents(TestDatabase database)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.Superuser);
        await using var count = source.CreateCommand("select count(*) from public.mt_events");
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
