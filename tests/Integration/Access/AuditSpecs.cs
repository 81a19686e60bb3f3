using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.Access;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>The audit trail shows changes, accesses and refusals in one list; violations have one of their own.</summary>
public sealed class AuditSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Trail = "/api/v1/security/audit/trail";
    private const int Writers = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_sign_in_a_change_a_refusal_and_a_sign_out_are_in_the_trail_with_who_and_from_where()
    {
        var admin = await api.Host.Register();
        var rep = await api.Host.AddUser(admin, "rep");
        rep.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Softphone/1.0");
        rep = await Again(rep);
        var contact = await Staff.Contact(rep);
        await rep.Client.Get(Trail).ShouldBeRefused(403, "forbidden");
        await rep.Client.Post("/api/v1/auth/logout", body: null).ShouldBe(204);

        var actions = (await Entries(admin, $"actor={rep.UserId}")).Select(entry => entry.Text("action")).ToList();
        actions.ShouldBe(["signed-out", "forbidden", "contact-added", "signed-in", "signed-in"]);
        var refusal = (await Entries(admin, "action=forbidden")).ShouldHaveSingleItem();
        refusal.Text("result").ShouldBe("refused");
        refusal.Text("userAgent").ShouldBe("Softphone/1.0");
        refusal.Text("detail").ShouldBe("security:read");
        refusal.GetProperty("target").Text("kind").ShouldBe("GET /api/v1/security/audit/trail");
        refusal.Text("requestId").ShouldNotBeEmpty();
        (await Entries(admin, $"subject={contact.Id}")).ShouldHaveSingleItem().Text("actor").ShouldBe($"{rep.UserId}");
    }

    [Fact]
    public async Task of_many_who_begin_the_log_of_a_day_at_once_each_is_recorded()
    {
        var admin = await api.Host.Register();
        var log = api.Host.Services.GetRequiredService<AuditLog>();
        for (var round = 0; round < 10; round++)
        {
            var user = Guid.CreateVersion7();
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => log.Record(
                new(Address: null, UserAgent: null, "request"), $"{admin.TenantId}", user, "forbidden", target: null, isRefused: true, detail: null, Ct), Ct)));
            (await Entries(admin, $"actor={user}")).Count.ShouldBe(Writers);
        }
    }

    [Fact]
    public async Task the_trail_is_read_page_by_page_and_shows_nothing_of_another_company()
    {
        var (ours, theirs) = (await api.Host.Register(), await api.Host.Register());
        await api.Host.AddUser(ours, "rep");
        var all = await Entries(ours, "");
        List<string> paged = [];
        for (var cursor = ""; cursor is not null;)
        {
            var page = await ours.Client.Get($"{Trail}?limit=2&cursor={cursor}").ShouldBe(200).Json();
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.Text("id")));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        // The newest is the change by which `all` was waited for.
        paged[1..].ShouldBe(all.Select(entry => entry.Text("id")));
        (await Entries(theirs, $"actor={ours.UserId}")).ShouldBeEmpty();
        (await Entries(theirs, $"subject={ours.UserId}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task who_asks_for_the_id_of_another_company_is_told_nothing_and_reported()
    {
        var (ours, theirs) = (await api.Host.Register(), await api.Host.Register());
        var foreign = await Staff.Contact(theirs);
        await ours.Client.Get($"/api/v1/contacts/{Guid.CreateVersion7()}").ShouldBeRefused(404, "not-found");
        await ours.Client.Get($"/api/v1/contacts/{foreign.Id}").ShouldBeRefused(404, "not-found");

        var violation = await Violation(ours, "cross-tenant-access");
        violation.GetProperty("target").GetProperty("id").GetGuid().ShouldBe(foreign.Id);
        violation.GetProperty("userId").GetGuid().ShouldBe(ours.UserId);
        (await ours.Client.Get("/api/v1/security/violations").ShouldBe(200).Json()).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await theirs.Client.Get("/api/v1/security/violations").ShouldBe(200).Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task a_refresh_token_in_two_hands_is_reported()
    {
        var admin = await api.Host.Register();
        var rep = await api.Host.AddUser(admin, "rep");
        await api.Client.Post("/api/v1/auth/refresh", new { refreshToken = rep.RefreshToken }).ShouldBe(200);
        await api.Client.Post("/api/v1/auth/refresh", new { refreshToken = rep.RefreshToken }).ShouldBeRefused(401, "invalid-refresh-token");

        (await Violation(admin, "refresh-token-reused")).GetProperty("userId").GetGuid().ShouldBe(rep.UserId);
        await rep.Client.Get("/api/v1/auth/me").ShouldBe(401);
    }

    [Fact]
    public async Task a_refused_sign_in_is_in_the_trail_of_the_company_and_guessing_is_a_violation()
    {
        var (admin, other) = (await api.Host.Register(), await api.Host.Register());
        for (var n = 0; n < 5; n++)
            await Wrong(admin.Email).ShouldBeRefused(401, "invalid-credentials");
        await Wrong(admin.Email).ShouldBeRefused(429, "login-throttled");

        (await Violation(admin, "guessed-credentials")).GetProperty("userId").GetGuid().ShouldBe(admin.UserId);
        await Eventually.True(async () => (await Refused(admin)).Count == 5);
        (await Refused(admin))[0].Text("detail").ShouldBe("invalid-credentials");
        (await Refused(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task who_lists_many_people_at_once_is_written_down()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string> { ["Access:BulkReadRows"] = "2" });
        var admin = await host.Register();
        var rep = await host.AddUser(admin, "rep");
        await Staff.Contact(rep);
        var last = await Staff.Contact(rep);
        await rep.Client.Get($"/api/v1/contacts?limit=1&minPosition={last.Position}").ShouldBe(200);
        await rep.Client.Get($"/api/v1/contacts?minPosition={last.Position}").ShouldBe(200);

        var entry = (await Entries(admin, "action=personal-data-listed")).ShouldHaveSingleItem();
        entry.Text("detail").ShouldBe("2");
        entry.GetProperty("target").Text("kind").ShouldBe("contacts");
    }

    [Fact]
    public async Task only_compliance_and_admins_read_the_trail()
    {
        var admin = await api.Host.Register();
        foreach (var (role, status) in new[] { ("compliance", 200), ("manager", 403), ("analyst", 403), ("ops", 403) })
            await (await api.Host.AddUser(admin, role)).Client.Get(Trail).ShouldBe(status);
    }

    private Task<HttpResponseMessage> Wrong(string email) =>
        api.Client.Post("/api/v1/auth/login", new { email, password = "not the password" });

    private static async Task<List<JsonElement>> Refused(TestUser reader) =>
        [.. (await Entries(reader, "action=sign-in")).Where(entry => entry.Text("result") == "refused")];

    private static async Task<TestUser> Again(TestUser user)
    {
        var answer = await user.Client.Post("/api/v1/auth/login", new { email = user.Email, password = TestHost.Password }).ShouldBe(200).Json();
        user.Client.DefaultRequestHeaders.Authorization = new("Bearer", answer.Text("accessToken"));
        return user;
    }

    /// <summary>The trail once it shows everything that is in the log now.</summary>
    private static async Task<List<JsonElement>> Entries(TestUser reader, string query)
    {
        // A change of the reader's own: everything before it is shown when it is.
        var last = await Staff.Contact(reader);
        var page = await reader.Client.Get($"{Trail}?limit=200&{query}&minPosition={last.Position}").ShouldBe(200).Json();
        return [.. page.GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("target").GetProperty("id").GetGuid() != last.Id)];
    }

    /// <summary>The first violation of a kind; some are found out after the answer.</summary>
    private static async Task<JsonElement> Violation(TestUser reader, string kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var page = await reader.Client.Get($"/api/v1/security/violations?kind={kind}").ShouldBe(200).Json();
            if (page.GetProperty("items").EnumerateArray().ToList() is [var first, ..])
                return first;
            await Task.Delay(20, patience.Token);
        }
    }
}
