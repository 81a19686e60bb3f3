using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

public sealed class ContactSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await host.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_contact_lives_from_adding_to_restoring()
    {
        var added = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201);
        added.Location.ShouldBe($"/api/v1/contacts/{added.Id}");
        added.Json.GetProperty("ownerId").GetGuid().ShouldBe(_rep.UserId);

        var read = (await _rep.Send(Get, $"/contacts/{added.Id}")).Expect(200);
        (read.Contact, read.ETag).ShouldBe((added.Contact, "\"1\""));

        var changed = (await _rep.Send(Patch, $"/contacts/{added.Id}", """{ "title": null, "fields": { "year": "1906" } }""")).Expect(200);
        changed.Json.TryGetProperty("title", out _).ShouldBeFalse();
        changed.Json.GetProperty("fields").EnumerateObject().Select(f => f.Name).ShouldBe(["rank", "year"]);
        changed.Json.GetProperty("phones").GetArrayLength().ShouldBe(1);

        (await _rep.Send(Delete, $"/contacts/{added.Id}")).Expect(204);
        (await _rep.Send(Get, $"/contacts/{added.Id}")).Expect(404);
        (await _rep.Send(Patch, $"/contacts/{added.Id}", """{ "title": "x" }""")).Expect(404);
        (await _rep.Send(Post, $"/contacts/{added.Id}/restore")).Expect(200);
        (await _rep.Send(Get, $"/contacts/{added.Id}")).Expect(200).Json.GetProperty("version").GetInt64().ShouldBe(4);
    }

    [Theory]
    [InlineData("""{ "firstName": "A", "lastName": "B", "phones": [{ "number": "123" }] }""", "/phones/0/number")]
    [InlineData("""{ "firstName": "A", "lastName": "B", "phones": [null] }""", "/phones/0")]
    [InlineData("""{ "firstName": "A", "lastName": "B", "emails": [{ "address": "no" }] }""", "/emails/0/address")]
    [InlineData("""{ "firstName": "A", "lastName": "B", "timeZone": "Mars/Olympus" }""", "/timeZone")]
    [InlineData("""{ "firstName": "A", "lastName": " " }""", "/lastName")]
    [InlineData("""{ "firstName": "A", "lastName": "B", "ownerId": "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310" }""", "/ownerId")]
    [InlineData("""{ "firstName": "A", "lastName": "B", "nickname": "C" }""", "/nickname")]
    [InlineData("""{ "firstName": 1, "lastName": "B" }""", "/firstName")]
    public async Task what_is_wrong_is_told_where(string body, string member) =>
        (await _rep.Send(Post, "/contacts", body)).Expect(422).Pointers.ShouldBe([member]);

    [Fact]
    public async Task what_cannot_be_understood_is_refused() =>
        (await _rep.Send(Post, "/contacts", """{ "firstName": """)).Expect(400);

    [Fact]
    public async Task a_stale_version_changes_nothing()
    {
        var added = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201);
        (await _rep.Send(Patch, $"/contacts/{added.Id}", """{ "title": "x" }""", ("If-Match", "\"7\""))).Expect(412);
        (await _rep.Send(Get, $"/contacts/{added.Id}")).ETag.ShouldBe("\"1\"");
    }

    [Fact]
    public async Task the_same_key_adds_once_and_answers_the_same()
    {
        var first = (await _rep.Send(Post, "/contacts", Api.Grace(), ("Idempotency-Key", "k"))).Expect(201);
        var again = (await _rep.Send(Post, "/contacts", Api.Grace(), ("Idempotency-Key", "k"))).Expect(201);
        again.Text.ShouldBe(first.Text);
        (await _rep.Send(Post, "/contacts", Api.Grace("Murray"), ("Idempotency-Key", "k"))).Expect(422);
    }

    [Fact]
    public async Task a_contact_of_another_company_does_not_exist()
    {
        var stranger = await host.Stranger();
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        (await stranger.Send(Get, $"/contacts/{id}")).Expect(404);
        (await stranger.Send(Patch, $"/contacts/{id}", """{ "title": "x" }""")).Expect(404);
        (await stranger.Send(Delete, $"/contacts/{id}")).Expect(404);
        (await stranger.Send(Get, $"/contacts/{id}/timeline")).Expect(404);
        (await stranger.Send(Post, "/calls", new { contactId = id })).Expect(404);
    }

    [Fact]
    public async Task an_analyst_sees_no_contacts() =>
        (await (await host.Stranger("analyst")).Send(Get, "/contacts")).Expect(403);
}
