using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>Users and teams: what an admin can make of them, and what must always hold over all of them.</summary>
public sealed class PeopleSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Rep = ["rep"];

    [Fact]
    public async Task the_last_admin_stays_admin_and_active()
    {
        var admin = await api.Host.Register();
        await Change(admin, admin, new { roles = Rep }).ShouldBeRefused(409, "last-admin");
        await Change(admin, admin, new { active = false }).ShouldBeRefused(409, "last-admin");
        await admin.Client.Get("/api/v1/auth/me").ShouldBe(200);

        var second = await api.Host.AddUser(admin, "admin");
        await Change(second, admin, new { roles = Rep }).ShouldBe(200);
        await Change(second, second, new { active = false }).ShouldBeRefused(409, "last-admin");
    }

    [Fact]
    public async Task two_admins_who_take_each_others_role_at_the_same_moment_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var first = await api.Host.Register();
            var second = await api.Host.AddUser(first, "admin");
            var answers = await Task.WhenAll(
                Change(first, second, new { roles = Rep }), Change(second, first, new { roles = Rep }));
            // The other one was refused by the rule, or came too late to be admin at all.
            answers.Count(answer => (int)answer.StatusCode == 200).ShouldBe(1);
            answers.ShouldContain(answer => (int)answer.StatusCode == 409 || (int)answer.StatusCode == 401);
        }
    }

    [Fact]
    public async Task a_team_is_made_moved_and_closed_when_it_is_empty()
    {
        var admin = await api.Host.Register();
        var (west, far) = (await Team(admin, "West"), await Team(admin, "Far West"));
        await Patch(admin, far, new { parentId = west }).ShouldBe(200);
        await Patch(admin, west, new { parentId = far }).ShouldBeRefused(409, "team-below-itself");
        await Patch(admin, west, new { parentId = west }).ShouldBeRefused(409, "team-below-itself");
        await Patch(admin, west, new { parentId = Guid.CreateVersion7() }).ShouldBeRefused(409, "unknown-team");
        await Close(admin, west).ShouldBeRefused(409, "team-not-empty");

        var rep = await api.Host.AddUser(admin, "rep", far);
        await Close(admin, far).ShouldBeRefused(409, "team-not-empty");
        await Change(admin, rep, new { teamId = (Guid?)null }).ShouldBe(200);
        await Close(admin, far).ShouldBe(204);
        await Close(admin, far).ShouldBe(204);
        await Change(admin, rep, new { teamId = far }).ShouldBeRefused(409, "unknown-team");
        await admin.Client.Get($"/api/v1/teams/{far}").ShouldBe(404);
        var left = await admin.Client.Get("/api/v1/teams").ShouldBe(200).Json();
        left.GetProperty("items").EnumerateArray().Select(team => team.Text("name")).ShouldBe(["West"]);
    }

    [Fact]
    public async Task people_are_listed_by_name_page_by_page_and_by_team()
    {
        var admin = await api.Host.Register();
        var west = await Team(admin, "West");
        var rep = await api.Host.AddUser(admin, "rep", west);
        await api.Host.AddUser(admin, "ops");
        await Change(admin, rep, new { name = "Zoe Last" }).ShouldBe(200);

        List<string> names = [];
        for (var cursor = ""; cursor is not null;)
        {
            var page = await admin.Client.Get($"/api/v1/users?limit=1&cursor={cursor}").ShouldBe(200).Json();
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(user => user.Text("name")));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        names.ShouldBe(["Ada Boss", "Some One", "Zoe Last"]);
        var team = await admin.Client.Get($"/api/v1/users?teamId={west}&role=rep").ShouldBe(200).Json();
        team.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetGuid().ShouldBe(rep.UserId);
    }

    [Fact]
    public async Task a_change_meant_for_another_version_is_refused()
    {
        var admin = await api.Host.Register();
        var rep = await api.Host.AddUser(admin, "rep");
        await admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{rep.UserId}", new { name = "Zoe" }, token: null, ("If-Match", "\"7\""))
            .ShouldBeRefused(412, "version-mismatch");
    }

    [Fact]
    public async Task teams_and_users_of_another_company_are_not_there()
    {
        var (ours, theirs) = (await api.Host.Register(), await api.Host.Register());
        var (team, rep) = (await Team(theirs, "Theirs"), await api.Host.AddUser(theirs, "rep"));
        await ours.Client.Get($"/api/v1/teams/{team}").ShouldBeRefused(404, "not-found");
        await Patch(ours, team, new { name = "Ours" }).ShouldBeRefused(404, "not-found");
        await Close(ours, team).ShouldBeRefused(404, "not-found");
        await Change(ours, rep, new { active = false }).ShouldBeRefused(404, "not-found");
        await Change(ours, ours, new { teamId = team }).ShouldBeRefused(409, "unknown-team");
        await rep.Client.Get("/api/v1/auth/me").ShouldBe(200);
    }

    private static Task<HttpResponseMessage> Change(TestUser admin, TestUser user, object patch) =>
        admin.Client.Send(HttpMethod.Patch, $"/api/v1/users/{user.UserId}", patch);

    private static Task<HttpResponseMessage> Patch(TestUser admin, Guid team, object patch) =>
        admin.Client.Send(HttpMethod.Patch, $"/api/v1/teams/{team}", patch);

    private static Task<HttpResponseMessage> Close(TestUser admin, Guid team) =>
        admin.Client.Send(HttpMethod.Delete, $"/api/v1/teams/{team}");

    private static async Task<Guid> Team(TestUser admin, string name) =>
        (await admin.Client.Post("/api/v1/teams", new { name }).ShouldBe(201).Json()).GetProperty("id").GetGuid();
}
