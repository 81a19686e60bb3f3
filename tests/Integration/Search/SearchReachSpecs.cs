using Npgsql;
using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;

namespace SalesEngagement.Integration.Search;

/// <summary>Nobody finds whom they do not reach: not by the route, and not by the functions beneath it.</summary>
public sealed class SearchReachSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string Reps = "west rep,far west rep,east rep";
    private readonly Staff _staff = fixture.Staff;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("west rep", "west rep", "Quillfeather")]
    [InlineData("far west rep", "far west rep", "Brimstone")]
    [InlineData("west manager", "west rep,far west rep", "Dunmorrow")]
    [InlineData("east manager", "east rep", "Ashgrove")]
    [InlineData("manager", Reps, "Kettlewick")]
    [InlineData("compliance", Reps, "Vintergard")]
    public async Task contacts_are_found_along_the_tree_of_teams(string who, string whose, string last)
    {
        var reader = _staff[who];
        var position = "";
        foreach (var rep in Reps.Split(','))
        {
            var added = await _staff[rep].Add(rep.Replace(' ', '-'), last, phone: "+14155550199");
            position = added.Position!;
            await People.Note(_staff.Host.Services, _staff[rep], Guid.Parse(added.Id), $"Prefers {last} things");
        }

        string[] reached = [.. whose.Split(',').Select(rep => $"{rep.Replace(' ', '-')} {last}").Order(StringComparer.Ordinal)];
        var all = string.Join(',', reached);
        foreach (var q in new[] { last, $"{last[..^1]}x", $"{last} 4155550199", $"prefers {last}" })
            string.Join(',', (await reader.Search(q, position)).Names().Order(StringComparer.Ordinal)).ShouldBe(all, q);
        var facets = (await reader.Search(last)).Json.GetProperty("facets");
        facets.GetProperty("counted").GetInt32().ShouldBe(reached.Length);
        (await reader.Suggest(last)).Items.Count().ShouldBe(reached.Length);
    }

    [Fact]
    public async Task a_team_s_contacts_are_those_of_its_people()
    {
        var position = "";
        foreach (var rep in Reps.Split(','))
            position = (await _staff[rep].Add(rep.Replace(' ', '-'), "Teamwork")).Position!;
        (await _staff["manager"].Search("teamwork", position, $"teamId={_staff.East}")).Names().ShouldBe(["east-rep Teamwork"]);
        (await _staff["west manager"].Search("teamwork", position, $"teamId={_staff.East}")).Names().ShouldBeEmpty();
        (await _staff["manager"].Search("", position, $"teamId={Guid.CreateVersion7()}")).Names().ShouldBeEmpty();
        (await _staff["manager"].Search("teamwork", position, $"teamId={_staff.East}&ownerId={_staff["west rep"].UserId}")).Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_list_by_team_has_those_of_its_reps_whom_one_reaches()
    {
        var position = (await _staff["east rep"].Add("Teamlist", "East")).Position!;
        (await Listed("manager")).ShouldContain("Teamlist");
        (await Listed("west manager")).ShouldBeEmpty();
        (await Listed("manager", $"&ownerId={_staff["west rep"].UserId}")).ShouldBeEmpty();

        async Task<string[]> Listed(string who, string more = "") =>
        [
            .. (await _staff[who].Send(HttpMethod.Get, $"/contacts?limit=200&teamId={_staff.East}&minPosition={Uri.EscapeDataString(position)}{more}"))
                .Expect(200).Items.Select(item => item.GetProperty("firstName").GetString()!),
        ];
    }

    [Fact]
    public async Task a_contact_that_was_given_away_is_found_by_its_new_owner_alone()
    {
        var added = await _staff["west rep"].Add("Given", "Away");
        var moved = (await _staff.Admin.Send(HttpMethod.Patch, $"/contacts/{added.Id}", new { ownerId = _staff["east rep"].UserId })).Expect(200);
        (await _staff["east rep"].Search("given away", moved.Position)).Names().ShouldBe(["Given Away"]);
        (await _staff["west rep"].Search("given away", moved.Position)).Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task the_function_answers_for_the_transaction_s_company_and_for_no_other()
    {
        var added = await _staff["west rep"].Add("Functional", "Isolation");
        (await _staff["west rep"].Search("functional", added.Position)).Names().ShouldBe(["Functional Isolation"]);
        await using var superuser = NpgsqlDataSource.Create(_staff.Host.Database.Superuser);
        var keys = await Ask(superuser, tenant: null, $"select keys::text from read.contact_search where id = '{added.Id}'");
        var sql = $"select count(*)::text from engagement.search_contacts('{keys}', null, null, null, null, null, null, null, null, null, null, 10)";

        await using var app = NpgsqlDataSource.Create(_staff.Host.Database.Main);
        (await Ask(app, _staff.Admin.TenantId.ToString(), sql)).ShouldBe("1");
        (await Ask(app, Guid.CreateVersion7().ToString(), sql)).ShouldBe("0");
        (await Should.ThrowAsync<PostgresException>(() => Ask(app, "", sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        // The control: without the condition on the tenant the same keys find the row whoever asks.
        (await Ask(superuser, Guid.CreateVersion7().ToString(), $"select count(*)::text from read.contact_search where keys @> '{keys}'")).ShouldBe("1");
    }

    [Fact]
    public async Task nobody_but_the_app_may_call_it_and_nobody_connects_as_its_owner()
    {
        await using var superuser = NpgsqlDataSource.Create(_staff.Host.Database.Superuser);
        (await Ask(superuser, tenant: null, """
            select string_agg(distinct r.rolname, ',' order by r.rolname) from pg_roles r
            join pg_proc p on p.proname in ('search_contacts', 'search_notes') and has_function_privilege(r.oid, p.oid, 'execute')
            where r.rolname like 'engagement%' and r.rolname not in ('engagement_owner')
            """)).ShouldBe("engagement_app,engagement_search");
        (await Ask(superuser, tenant: null, "select (rolcanlogin or rolsuper or rolbypassrls)::text from pg_roles where rolname = 'engagement_search'")).ShouldBe("false");
    }

    private static async Task<string?> Ask(NpgsqlDataSource source, string? tenant, string sql)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new($"select set_config('app.tenant', '{tenant}', true)"));
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync(Ct);
        await reader.NextResultAsync(Ct);
        return await reader.ReadAsync(Ct) ? reader.GetString(0) : null;
    }
}
