using System.Text.Json;
using Npgsql;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Mail;

namespace SalesEngagement.Integration.Access;

/// <summary>People are asked to join, and join once.</summary>
public sealed class InvitationSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Collection = "/api/v1/invitations";
    private static readonly string[] Rep = ["rep"];

    [Fact]
    public async Task who_accepts_is_a_user_with_the_roles_and_the_team_they_were_invited_with()
    {
        var admin = await api.Host.Register();
        var team = (await admin.Client.Post("/api/v1/teams", new { name = "West" }).ShouldBe(201).Json()).GetProperty("id").GetGuid();
        var email = MailRig.NewEmail();
        var answer = await admin.Client.Post(Collection, new { email, roles = Rep, teamId = team }).ShouldBe(201);
        var invited = await answer.Json();
        (invited.Text("status"), invited.Text("email"), invited.GetProperty("active").GetBoolean()).ShouldBe(("invited", email, false));
        invited.GetRawText().ShouldNotContain("token", Case.Insensitive);
        answer.Headers.Location!.ToString().ShouldBe($"/api/v1/users/{invited.Text("id")}");

        var link = await Link(admin, invited.GetProperty("id").GetGuid());
        var shown = await api.Client.Get($"/api/v1/auth/invitations/{link.Text("token")}").ShouldBe(200).Json();
        (shown.Text("email"), shown.GetProperty("expired").GetBoolean()).ShouldBe((email, false));
        shown.Text("companyName").ShouldStartWith("Firm ");
        link.Text("url").ShouldEndWith($"/invitations/{link.Text("token")}");

        var joined = await Accept(link).ShouldBe(201).Json();
        joined.Text("userId").ShouldBe(invited.Text("id"));
        joined.GetProperty("tenantId").GetGuid().ShouldBe(admin.TenantId);
        var signedIn = await SignIn(email).ShouldBe(200).Json();
        signedIn.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(Rep);
        var user = await admin.Client.Get($"/api/v1/users/{invited.Text("id")}").ShouldBe(200).Json();
        (user.Text("status"), user.Text("name"), user.GetProperty("teamId").GetGuid()).ShouldBe(("active", "Alan Turing", team));
    }

    [Fact]
    public async Task an_invitation_is_accepted_once_and_then_tells_nothing_more()
    {
        var admin = await api.Host.Register();
        var link = await Link(admin, await Invite(admin));
        await Accept(link).ShouldBe(201);
        await Accept(link).ShouldBeRefused(404, "link-gone");
        await api.Client.Get($"/api/v1/auth/invitations/{link.Text("token")}").ShouldBeRefused(404, "link-gone");
    }

    [Theory]
    [InlineData("withdraw")]
    [InlineData("renew")]
    [InlineData("link")]
    public async Task an_invitation_that_was_withdrawn_or_renewed_leaves_nothing_of_the_first_link(string how)
    {
        var admin = await api.Host.Register();
        var id = await Invite(admin);
        var first = await Link(admin, id);
        if (how == "withdraw")
            await admin.Client.Send(HttpMethod.Delete, $"{Collection}/{id}").ShouldBe(204);
        else
            await admin.Client.Post($"{Collection}/{id}/{how}", body: null).ShouldBe(200);

        await Accept(first).ShouldBeRefused(404, "link-gone");
        await api.Client.Get($"/api/v1/auth/invitations/{first.Text("token")}").ShouldBeRefused(404, "link-gone");
        if (how != "withdraw")
            await Accept(await Link(admin, id)).ShouldBe(201);
    }

    [Fact]
    public async Task forged_and_unknown_links_answer_like_used_ones()
    {
        var admin = await api.Host.Register();
        var token = (await Link(admin, await Invite(admin))).Text("token");
        var flipped = $"{token[..60]}{(token[60] == 'A' ? 'B' : 'A')}{token[61..]}";
        var answers = new List<string>();
        foreach (var dead in new[] { flipped, token[..^4], "nonsense", new string('A', 86), await Used(admin) })
        {
            var problem = await api.Client.Post(
                $"/api/v1/auth/invitations/{dead}", new { name = "Eve", password = TestHost.Password }).ShouldBeRefused(404, "link-gone");
            answers.Add(problem.Text("detail"));
        }

        answers.Distinct().ShouldHaveSingleItem();
        // It was not the link of the other purpose either.
        await api.Client.Post($"/api/v1/auth/password-resets/{token}", new { password = TestHost.Password }).ShouldBeRefused(404, "link-gone");
        await api.Client.Get($"/api/v1/auth/invitations/{token}").ShouldBe(200);
    }

    [Fact]
    public async Task an_address_that_has_got_an_account_meanwhile_is_refused_and_the_link_stays_good()
    {
        var admin = await api.Host.Register();
        var email = MailRig.NewEmail();
        var link = await Link(admin, await Invite(admin, email));
        await api.Client.Post("/api/v1/auth/register", Company.Registration(email)).ShouldBe(201);

        await Accept(link).ShouldBeRefused(409, "email-taken");
        await Accept(link).ShouldBeRefused(409, "email-taken");
        var shown = await api.Client.Get($"/api/v1/auth/invitations/{link.Text("token")}").ShouldBe(200).Json();
        shown.GetProperty("expired").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("short", "/password")]
    [InlineData("all about Firm {n} here", "/password")]
    [InlineData("", "/password")]
    public async Task the_password_is_held_to_the_rules_of_registration(string password, string member)
    {
        var admin = await api.Host.Register();
        var link = await Link(admin, await Invite(admin));
        var company = (await api.Client.Get($"/api/v1/auth/invitations/{link.Text("token")}").ShouldBe(200).Json()).Text("companyName");
        var problem = await api.Client.Post(
            $"/api/v1/auth/invitations/{link.Text("token")}",
            new { password = password.Replace("Firm {n}", company, StringComparison.Ordinal) }).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["/name", member]);
        await Accept(link).ShouldBe(201);
    }

    [Fact]
    public async Task somebody_of_the_company_is_not_invited_again()
    {
        var admin = await api.Host.Register();
        var email = MailRig.NewEmail();
        var id = await Invite(admin, email);
        await Inviting(admin, email.ToUpperInvariant()).ShouldBeRefused(409, "already-invited");
        await Inviting(admin, admin.Email).ShouldBeRefused(409, "email-taken");
        await Inviting(admin, email, team: Guid.CreateVersion7()).ShouldBeRefused(409, "already-invited");
        await Inviting(admin, MailRig.NewEmail(), team: Guid.CreateVersion7()).ShouldBeRefused(409, "unknown-team");

        // Another company may: who has which accounts is not for it to know.
        await Invite(await api.Host.Register(), email);
        await admin.Client.Send(HttpMethod.Delete, $"{Collection}/{id}").ShouldBe(204);
        await Invite(admin, email);
    }

    [Fact]
    public async Task two_admins_who_invite_one_person_at_the_same_moment_make_one_invitation()
    {
        var admin = await api.Host.Register();
        var email = MailRig.NewEmail();
        await using var source = NpgsqlDataSource.Create(api.Host.Database.Superuser);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var change = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var alone = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtextextended('people of {admin.TenantId}', 0))", connection))
            await alone.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        // Another change of the company's people is being made: both wait for it, and then one after the other.
        var inviting = Enumerable.Range(0, 2).Select(_ => Inviting(admin, email)).ToArray();
        await Eventually.True(async () => await MailRig.Scalar<long>(
            api.Host.Database, "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'advisory'") == 2);
        await change.CommitAsync(TestContext.Current.CancellationToken);

        (await Task.WhenAll(inviting)).Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 409]);
    }

    [Fact]
    public async Task the_list_shows_who_was_asked_and_has_not_joined()
    {
        var admin = await api.Host.Register();
        var (open, joined, withdrawn) = (await Invite(admin), await Invite(admin), await Invite(admin));
        await Accept(await Link(admin, joined)).ShouldBe(201);
        await admin.Client.Send(HttpMethod.Delete, $"{Collection}/{withdrawn}").ShouldBe(204);

        var list = await admin.Client.Get(Collection).ShouldBe(200).Json();
        list.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("id").GetGuid()).ShouldBe([open]);
    }

    [Fact]
    public async Task who_has_joined_is_no_invitation_any_more()
    {
        var admin = await api.Host.Register();
        var id = await Invite(admin);
        await Accept(await Link(admin, id)).ShouldBe(201);
        await admin.Client.Post($"{Collection}/{id}/renew", body: null).ShouldBeRefused(409, "already-joined");
        await admin.Client.Post($"{Collection}/{id}/link", body: null).ShouldBeRefused(409, "already-joined");
        await admin.Client.Send(HttpMethod.Delete, $"{Collection}/{id}").ShouldBeRefused(409, "already-joined");
    }

    [Fact]
    public async Task the_same_again_changes_nothing()
    {
        var admin = await api.Host.Register();
        var (email, key) = (MailRig.NewEmail(), ("Idempotency-Key", Guid.CreateVersion7().ToString()));
        var body = new { email, roles = Rep };
        var first = await admin.Client.Post(Collection, body, null, key).ShouldBe(201).Json();
        (await admin.Client.Post(Collection, body, null, key).ShouldBe(201).Json()).GetRawText().ShouldBe(first.GetRawText());
        await admin.Client.Post(Collection, new { email = MailRig.NewEmail(), roles = Rep }, null, key)
            .ShouldBeRefused(422, "idempotency-key-reused");

        var path = $"{Collection}/{first.Text("id")}";
        var renewed = await admin.Client.Post($"{path}/renew", null, null, key).ShouldBe(200).Json();
        (await admin.Client.Post($"{path}/renew", null, null, key).ShouldBe(200).Json()).GetRawText().ShouldBe(renewed.GetRawText());
        var link = await admin.Client.Post($"{path}/link", null, null, key).ShouldBe(200).Json();
        (await admin.Client.Post($"{path}/link", null, null, key).ShouldBe(200).Json()).GetRawText().ShouldBe(link.GetRawText());

        var accept = $"/api/v1/auth/invitations/{link.Text("token")}";
        var joining = new { name = "Alan Turing", password = TestHost.Password };
        var joined = await api.Client.Post(accept, joining, null, key).ShouldBe(201);
        var again = await api.Client.Post(accept, joining, null, key).ShouldBe(201);
        (await again.Json()).GetRawText().ShouldBe((await joined.Json()).GetRawText());
        again.Headers.ETag.ShouldBe(joined.Headers.ETag);

        var other = $"{Collection}/{await Invite(admin)}";
        var withdrawn = await admin.Client.Send(HttpMethod.Delete, other).ShouldBe(204);
        (await admin.Client.Send(HttpMethod.Delete, other).ShouldBe(204)).Headers.ETag.ShouldBe(withdrawn.Headers.ETag);
    }

    [Fact]
    public async Task only_an_admin_of_the_company_has_to_do_with_its_invitations()
    {
        var admin = await api.Host.Register();
        var id = await Invite(admin);
        var link = await Link(admin, id);
        var (stranger, rep) = (await api.Host.Register(), await api.Host.AddUser(admin, "rep"));
        foreach (var (method, path) in new[] { ("POST", "/renew"), ("POST", "/link"), ("DELETE", "") })
        {
            await stranger.Client.Send(new(method), $"{Collection}/{id}{path}").ShouldBeRefused(404, "not-found");
            await rep.Client.Send(new(method), $"{Collection}/{id}{path}").ShouldBeRefused(403, "forbidden");
        }

        (await stranger.Client.Get(Collection).ShouldBe(200).Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
        await rep.Client.Get(Collection).ShouldBeRefused(403, "forbidden");
        await Inviting(rep, MailRig.NewEmail()).ShouldBeRefused(403, "forbidden");
        await Accept(link).ShouldBe(201);
    }

    private async Task<string> Used(TestUser admin)
    {
        var link = await Link(admin, await Invite(admin));
        await Accept(link).ShouldBe(201);
        return link.Text("token");
    }

    private static async Task<Guid> Invite(TestUser admin, string? email = null) =>
        (await Inviting(admin, email ?? MailRig.NewEmail()).ShouldBe(201).Json()).GetProperty("id").GetGuid();

    private static Task<HttpResponseMessage> Inviting(TestUser admin, string email, Guid? team = null) =>
        admin.Client.Post(Collection, new { email, roles = Rep, teamId = team });

    private static Task<JsonElement> Link(TestUser admin, Guid id) =>
        admin.Client.Post($"{Collection}/{id}/link", body: null).ShouldBe(200).Json();

    private Task<HttpResponseMessage> Accept(JsonElement link) => api.Client.Post(
        $"/api/v1/auth/invitations/{link.Text("token")}", new { name = "Alan Turing", password = TestHost.Password });

    private Task<HttpResponseMessage> SignIn(string email) =>
        api.Client.Post("/api/v1/auth/login", new { email, password = TestHost.Password });
}
