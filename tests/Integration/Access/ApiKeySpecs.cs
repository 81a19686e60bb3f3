using System.Text.Json;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>An admin gives programs keys, sees what became of them, and takes them back.</summary>
public sealed class ApiKeySpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string Contacts = "/api/v1/contacts";
    private static readonly string[] ReadContacts = ["contacts:read"];
    private static readonly string[] ReadCalls = ["calls:read"];
    private static readonly string[] ManageKeys = ["keys:write"];
    private readonly Staff _staff = fixture.Staff;

    private TestUser Admin => _staff.Admin;

    [Fact]
    public async Task a_key_is_shown_by_the_answer_that_made_it_and_never_again()
    {
        var answer = await Admin.Client.Post(Machine.Keys, New("CRM")).ShouldBe(201);
        var made = await answer.Json();
        made.Text("key").ShouldMatch("^sek_[A-Za-z0-9_-]{86}$");
        answer.Headers.Location?.ToString().ShouldBe($"{Machine.Keys}/{made.Text("id")}");
        answer.Headers.ETag?.Tag.ShouldBe("\"1\"");

        var read = await Admin.Client.Get($"{Machine.Keys}/{made.Text("id")}").ShouldBe(200);
        (await read.Json()).GetRawText().ShouldBe(Without(made, "key"));
        (await Admin.Client.Get($"{Machine.Keys}?limit=200").ShouldBe(200).Json()).GetRawText().ShouldNotContain("sek_");
    }

    [Fact]
    public async Task the_same_post_again_makes_no_second_key_and_does_not_show_the_first()
    {
        var (body, key) = (New("Repeated"), ("Idempotency-Key", Guid.CreateVersion7().ToString()));
        var first = await Admin.Client.Post(Machine.Keys, body, null, key).ShouldBe(201);
        var again = await Admin.Client.Post(Machine.Keys, body, null, key).ShouldBe(201);

        var made = await first.Json();
        (await again.Json()).GetRawText().ShouldBe(Without(made, "key"));
        again.Headers.Location.ShouldBe(first.Headers.Location);
        await Machine.With(_staff.Host, made.Text("key")).Get(Contacts).ShouldBe(200);
        await Admin.Client.Post(Machine.Keys, New("Another"), null, key).ShouldBeRefused(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task a_key_acts_for_its_user_reaches_what_they_reach_and_stands_in_the_events()
    {
        var (rep, other) = (_staff["west rep"], (await Staff.Contact(_staff["east rep"])).Id);
        var machine = await Machine.Of(_staff.Host, Admin, rep, ["contacts:read", "contacts:write"]);

        await machine.Client.Get($"{Contacts}/{other}").ShouldBeRefused(404, "not-found");
        var added = await machine.Client.Post(Contacts, new { firstName = "Ann", lastName = "Lee" }).ShouldBe(201).Json();
        added.GetProperty("ownerId").GetGuid().ShouldBe(rep.UserId);
        (await rep.Client.Get($"{Contacts}/{added.Text("id")}").ShouldBe(200).Json()).Text("lastName").ShouldBe("Lee");
        (await machine.Stored($"select string_agg(user_name, ',') from mt_events where stream_id = '{added.Text("id")}'"))
            .ShouldBe(machine.Id.ToString());
    }

    [Fact]
    public async Task what_became_of_a_key_and_what_it_did_and_was_refused_is_in_the_trail()
    {
        var rep = _staff["west rep"];
        var machine = await Machine.Of(_staff.Host, Admin, rep, ["contacts:read", "contacts:write"]);
        await machine.Client.Post(Contacts, new { firstName = "Ann", lastName = "Lee" }).ShouldBe(201);
        await machine.Client.Get("/api/v1/calls").ShouldBeRefused(403, "forbidden");
        await Patch(machine.Id, new { scopes = ReadCalls }).ShouldBe(200);
        await Revoke(machine.Id).ShouldBe(204);

        (await Trail($"actor={machine.Id}")).Select(entry => entry.Text("action")).ShouldBe(["forbidden", "contact-added"]);
        var life = await Trail($"subject={machine.Id}");
        life.Select(entry => entry.Text("action")).ShouldBe(["api-key-revoked", "api-key-changed", "api-key-created"]);
        life.ShouldAllBe(entry => entry.Text("actor") == Admin.UserId.ToString());
        (life[2].GetProperty("subject").GetGuid(), life[2].Text("detail")).ShouldBe((rep.UserId, "contacts:read contacts:write"));
    }

    [Fact]
    public async Task without_a_user_a_key_acts_for_the_admin_who_made_it()
    {
        var made = await Admin.Client.Post(Machine.Keys, new { name = "Mine", scopes = ReadContacts }).ShouldBe(201).Json();
        made.GetProperty("userId").GetGuid().ShouldBe(Admin.UserId);
        await Machine.With(_staff.Host, made.Text("key")).Get($"{Contacts}/{(await Staff.Contact(_staff["east rep"])).Id}").ShouldBe(200);
    }

    [Fact]
    public async Task scopes_and_addresses_have_one_form_whatever_is_sent()
    {
        var body = new
        {
            name = " CRM ", scopes = new[] { "calls:read", "contacts:read", "calls:read" },
            addresses = new[] { "203.0.113.7", "::ffff:10.0.0.0/104", "203.0.113.7/32" },
        };
        var made = await Admin.Client.Post(Machine.Keys, body).ShouldBe(201).Json();
        made.Text("name").ShouldBe("CRM");
        Texts(made, "scopes").ShouldBe(["contacts:read", "calls:read"]);
        Texts(made, "addresses").ShouldBe(["10.0.0.0/8", "203.0.113.7/32"]);
    }

    [Theory]
    [InlineData("""{"scopes":["contacts:read"]}""", "/name")]
    [InlineData("""{"name":"CRM"}""", "/scopes")]
    [InlineData("""{"name":"CRM","scopes":[]}""", "/scopes")]
    [InlineData("""{"name":"CRM","scopes":["contacts:read","contacts:burn"]}""", "/scopes/1")]
    [InlineData("""{"name":"CRM","scopes":[null]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["account"]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["keys:write"]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["people:write"]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["security:read"]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["live:watch"]}""", "/scopes/0")]
    [InlineData("""{"name":"CRM","scopes":["contacts:read"],"addresses":["10.0.0.1/8"]}""", "/addresses/0")]
    [InlineData("""{"name":"CRM","scopes":["contacts:read"],"addresses":["10.0.0.1",null]}""", "/addresses/1")]
    public async Task what_does_not_fit_is_named(string body, string member)
    {
        var problem = await Admin.Client.PostText(Machine.Keys, body).ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([member]);
    }

    [Fact]
    public async Task a_key_needs_an_active_user_of_the_company_and_an_end_that_is_to_come()
    {
        var (gone, stranger) = (await _staff.Host.AddUser(Admin, "rep"), await _staff.Host.Register());
        await _staff.Change(gone, new { active = false }).ShouldBe(200);
        foreach (var userId in new[] { gone.UserId, stranger.UserId, Guid.CreateVersion7() })
        {
            await Admin.Client.Post(Machine.Keys, new { name = "CRM", scopes = ReadContacts, userId })
                .ShouldBeRefused(409, "unknown-user");
        }

        await Admin.Client.Post(Machine.Keys, new { name = "CRM", scopes = ReadContacts, expiresAt = "2020-01-01T00:00:00Z" })
            .ShouldBeRefused(409, "already-expired");
    }

    [Fact]
    public async Task a_change_bites_at_once_and_the_same_again_changes_nothing()
    {
        var machine = await Machine.Of(_staff.Host, Admin, Admin, ["contacts:read"]);
        var patch = new { name = "Other", scopes = ReadCalls };
        (await Patch(machine.Id, patch).ShouldBe(200)).Headers.ETag?.Tag.ShouldBe("\"2\"");
        await machine.Client.Get(Contacts).ShouldBeRefused(403, "forbidden");
        await machine.Client.Get("/api/v1/calls").ShouldBe(200);

        var again = await Patch(machine.Id, patch).ShouldBe(200);
        again.Headers.ETag?.Tag.ShouldBe("\"2\"");
        (await again.Json()).Text("name").ShouldBe("Other");
        await Patch(machine.Id, new { scopes = Array.Empty<string>() }).ShouldBeRefused(422, "invalid");
        await Patch(machine.Id, new { scopes = ManageKeys }).ShouldBeRefused(422, "invalid");
        await Admin.Client.Send(HttpMethod.Patch, $"{Machine.Keys}/{machine.Id}", patch, null, ("If-Match", "\"1\""))
            .ShouldBeRefused(412, "version-mismatch");
    }

    [Fact]
    public async Task a_revoked_key_is_dead_for_good_and_can_still_be_looked_up()
    {
        var machine = await Machine.Of(_staff.Host, Admin, Admin, ["contacts:read"]);
        await Revoke(machine.Id).ShouldBe(204);
        await machine.Client.Get(Contacts).ShouldBeRefused(401, "unauthenticated");
        (await Revoke(machine.Id).ShouldBe(204)).Headers.ETag?.Tag.ShouldBe("\"2\"");

        await Patch(machine.Id, new { name = "Back" }).ShouldBeRefused(409, "key-revoked");
        await machine.Client.Get(Contacts).ShouldBeRefused(401, "unauthenticated");
        (await Admin.Client.Get($"{Machine.Keys}/{machine.Id}").ShouldBe(200).Json()).TryGetProperty("revokedAt", out _).ShouldBeTrue();
        (await Listed("?limit=200")).ShouldNotContain(machine.Id);
        (await Listed("?limit=200&revoked=true")).ShouldContain(machine.Id);
    }

    [Fact]
    public async Task keys_are_listed_page_by_page_and_by_user()
    {
        var user = await _staff.Host.AddUser(Admin, "rep");
        List<Guid> made = [];
        for (var i = 0; i < 3; i++)
            made.Add((await Machine.Of(_staff.Host, Admin, user, ["contacts:read"])).Id);

        var first = await Admin.Client.Get($"{Machine.Keys}?userId={user.UserId}&limit=2").ShouldBe(200).Json();
        var second = await Admin.Client.Get($"{Machine.Keys}?userId={user.UserId}&limit=2&cursor={first.Text("next")}").ShouldBe(200).Json();
        Ids(first).Concat(Ids(second)).ShouldBe(made, ignoreOrder: true);
        second.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task a_foreign_key_is_as_unknown_as_one_that_never_was_and_stays_good()
    {
        var theirs = await _staff.Host.Register();
        var machine = await Machine.Of(_staff.Host, theirs, theirs, ["contacts:read"]);
        foreach (var id in new[] { machine.Id, Guid.CreateVersion7(), _staff["west rep"].UserId })
        {
            await Admin.Client.Get($"{Machine.Keys}/{id}").ShouldBeRefused(404, "not-found");
            await Patch(id, new { name = "Mine" }).ShouldBeRefused(404, "not-found");
            await Revoke(id).ShouldBeRefused(404, "not-found");
        }

        await machine.Client.Get(Contacts).ShouldBe(200);
        (await Listed($"?userId={theirs.UserId}")).ShouldBeEmpty();
    }

    private static object New(string name) => new { name, scopes = ReadContacts };

    private static string Without(JsonElement element, string member)
    {
        var left = element.EnumerateObject().Where(property => property.Name != member);
        return $"{{{string.Join(',', left.Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}"))}}}";
    }

    private static IEnumerable<string?> Texts(JsonElement element, string member) =>
        element.GetProperty(member).EnumerateArray().Select(item => item.GetString());

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());

    private async Task<IEnumerable<Guid>> Listed(string query) => Ids(await Admin.Client.Get(Machine.Keys + query).ShouldBe(200).Json());

    private async Task<List<JsonElement>> Trail(string query)
    {
        // A change of the reader's own: everything before it is shown when it is.
        var last = await Staff.Contact(Admin);
        var page = await Admin.Client.Get($"/api/v1/security/audit/trail?{query}&minPosition={last.Position}").ShouldBe(200).Json();
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private Task<HttpResponseMessage> Patch(Guid id, object patch) =>
        Admin.Client.Send(HttpMethod.Patch, $"{Machine.Keys}/{id}", patch);

    private Task<HttpResponseMessage> Revoke(Guid id) => Admin.Client.Send(HttpMethod.Delete, $"{Machine.Keys}/{id}");
}
