using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Companies;

/// <summary>Companies over HTTP, and the people who work for them.</summary>
public sealed class CompanyRouteSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const string Acme = """
        { "name": "Acme", "domain": "ACME.example", "phone": "+1 415 555 0199", "industry": "machines", "tags": ["key"],
          "address": { "street": "1 Main Street", "city": "San Francisco", "country": "us" }, "timeZone": "America/Los_Angeles" }
        """;

    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await host.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_company_lives_from_adding_to_restoring()
    {
        var added = (await _rep.Send(Post, "/companies", Acme)).Expect(201);
        added.Location.ShouldBe($"/api/v1/companies/{added.Id}");
        added.Json.GetProperty("domain").GetString().ShouldBe("acme.example");
        added.Json.GetProperty("address").GetProperty("country").GetString().ShouldBe("US");
        added.Json.GetProperty("phone").GetString().ShouldBe("+14155550199");
        var read = (await _rep.Send(Get, $"/companies/{added.Id}")).Expect(200);
        (read.Text, read.ETag).ShouldBe((added.Text, "\"1\""));

        var moved = await Change(added.Id, """{ "address": { "city": "Oakland", "street": null }, "industry": null }""");
        moved.Json.GetProperty("address").EnumerateObject().Select(part => part.Name).ShouldBe(["city", "country"]);
        moved.Json.TryGetProperty("industry", out _).ShouldBeFalse();
        (await Change(added.Id, """{ "address": null, "name": "Tools" }""")).Json.TryGetProperty("address", out _).ShouldBeFalse();
        (await Change(added.Id, """{ "name": "Tools" }""")).ETag.ShouldBe("\"4\"");

        (await _rep.Send(Delete, $"/companies/{added.Id}")).Expect(204);
        (await _rep.Send(Get, $"/companies/{added.Id}")).Expect(404);
        (await _rep.Send(Get, $"/companies/{added.Id}/timeline")).Expect(404);
        (await _rep.Send(Patch, $"/companies/{added.Id}", """{ "name": "x" }""")).Expect(404);
        (await _rep.Send(Post, $"/companies/{added.Id}/restore")).Expect(200).Json.GetProperty("name").GetString().ShouldBe("Tools");
    }

    [Theory]
    [InlineData("""{ "name": " " }""", "/name")]
    [InlineData("""{ "name": "A", "domain": "not a domain" }""", "/domain")]
    [InlineData("""{ "name": "A", "domain": "localhost" }""", "/domain")]
    [InlineData("""{ "name": "A", "phone": "12" }""", "/phone")]
    [InlineData("""{ "name": "A", "address": { "country": "Germany" } }""", "/address/country")]
    [InlineData("""{ "name": "A", "timeZone": "Mars/Olympus" }""", "/timeZone")]
    [InlineData("""{ "name": "A", "ownerId": "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310" }""", "/ownerId")]
    public async Task what_is_wrong_is_told_where(string body, string member) =>
        (await _rep.Send(Post, "/companies", body)).Expect(422).Pointers.ShouldBe([member]);

    [Theory]
    [InlineData("name", "Allen Borg Curie")]
    [InlineData("-name", "Curie Borg Allen")]
    [InlineData("createdAt", "Curie Allen Borg")]
    [InlineData("-createdAt", "Borg Allen Curie")]
    public async Task pages_follow_each_other_in_every_order(string sort, string names)
    {
        var position = "";
        foreach (var name in new[] { "Curie", "Allen", "Borg" })
            position = (await _rep.Send(Post, "/companies", new { name })).Expect(201).Position!;
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = await _rep.Send(Get, $"/companies?sort={sort}&limit=2&cursor={next}&minPosition={Uri.EscapeDataString(position)}");
            seen.AddRange(NamesOn(page));
            next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        string.Join(' ', seen).ShouldBe(names);
    }

    [Fact]
    public async Task filters_narrow_the_list_and_deleted_companies_are_listed_apart()
    {
        var acme = (await _rep.Send(Post, "/companies", Acme)).Expect(201).Id;
        var position = (await _rep.Send(Post, "/companies", new { name = "Borg" })).Expect(201).Position!;
        foreach (var query in new[] { "tag=key", "industry=machines", "domain=Acme.Example", $"ownerId={_rep.UserId}&tag=key" })
            NamesOn(await _rep.Send(Get, $"/companies?{query}&minPosition={Uri.EscapeDataString(position)}")).ShouldBe(["Acme"]);
        NamesOn(await _rep.Send(Get, $"/companies?ownerId={_rep.TenantId}")).ShouldBeEmpty();
        position = (await _rep.Send(Delete, $"/companies/{acme}")).Expect(204).Position!;
        NamesOn(await _rep.Send(Get, $"/companies?minPosition={Uri.EscapeDataString(position)}")).ShouldBe(["Borg"]);
        NamesOn(await _rep.Send(Get, "/companies?deleted=true")).ShouldBe(["Acme"]);
    }

    [Fact]
    public async Task people_work_for_a_company_and_stay_when_it_goes()
    {
        var acme = (await _rep.Send(Post, "/companies", Acme)).Expect(201).Id;
        var ann = (await _rep.Send(Post, "/contacts", $$"""{ "firstName": "Ann", "lastName": "Lee", "companyId": "{{acme}}" }""")).Expect(201);
        ann.Json.GetProperty("companyId").GetString().ShouldBe(acme);
        var bob = (await _rep.Send(Post, "/contacts", """{ "firstName": "Bob", "lastName": "Ray" }""")).Expect(201);
        var joined = (await _rep.Send(Patch, $"/contacts/{bob.Id}", $$"""{ "companyId": "{{acme}}" }""")).Expect(200);
        (await People(acme, joined.Position!)).ShouldBe(["Lee", "Ray"], ignoreOrder: true);

        var gone = (await _rep.Send(Delete, $"/companies/{acme}")).Expect(204);
        (await _rep.Send(Get, $"/contacts/{ann.Id}")).Expect(200).Json.GetProperty("companyId").GetString().ShouldBe(acme);
        (await _rep.Send(Get, $"/contacts/{bob.Id}/timeline?minPosition={Uri.EscapeDataString(gone.Position!)}")).Expect(200).Items
            .Select(entry => entry.GetProperty("title").GetString()).ShouldContain("Works for Acme");
        (await _rep.Send(Post, "/contacts", $$"""{ "firstName": "Cy", "lastName": "Orr", "companyId": "{{acme}}" }""")).Expect(422)
            .Pointers.ShouldBe(["/companyId"]);
        var left = (await _rep.Send(Patch, $"/contacts/{bob.Id}", """{ "companyId": null }""")).Expect(200);
        left.Json.TryGetProperty("companyId", out _).ShouldBeFalse();
        (await People(acme, left.Position!)).ShouldBe(["Lee"]);
    }

    [Fact]
    public async Task a_company_s_timeline_is_that_of_its_people_without_those_who_were_put_away()
    {
        var acme = (await _rep.Send(Post, "/companies", Acme)).Expect(201).Id;
        string[] people = ["", ""];
        for (var i = 0; i < people.Length; i++)
            people[i] = (await _rep.Send(Post, "/contacts", $$"""{ "firstName": "A", "lastName": "B", "companyId": "{{acme}}" }""")).Expect(201).Id;
        var last = (await _rep.Send(Post, "/contacts", """{ "firstName": "No", "lastName": "Body" }""")).Expect(201);
        (await Timeline(acme, last.Position!)).ShouldBe(people.Reverse());

        var first = (await _rep.Send(Get, $"/companies/{acme}/timeline?limit=1")).Expect(200);
        var second = (await _rep.Send(Get, $"/companies/{acme}/timeline?limit=1&cursor={first.Json.GetProperty("next").GetString()}")).Expect(200);
        second.Items.Single().GetProperty("contactId").GetString().ShouldBe(people[0]);

        var deleted = (await _rep.Send(Delete, $"/contacts/{people[1]}")).Expect(204);
        (await Timeline(acme, deleted.Position!)).ShouldBe([people[0]]);
        var restored = (await _rep.Send(Post, $"/contacts/{people[1]}/restore")).Expect(200);
        (await Timeline(acme, restored.Position!)).Count(id => id == people[1]).ShouldBe(3, "added, deleted, restored");
    }

    [Fact]
    public async Task companies_are_reached_like_contacts_and_no_contact_is_put_into_one_out_of_reach()
    {
        var other = await host.Stranger();
        var acme = (await _rep.Send(Post, "/companies", Acme)).Expect(201);
        (await other.Send(Get, $"/companies/{acme.Id}")).Expect(404);
        (await other.Send(Patch, $"/companies/{acme.Id}", """{ "name": "x" }""")).Expect(404);
        (await other.Send(Delete, $"/companies/{acme.Id}")).Expect(404);
        (await other.Send(Post, $"/companies/{acme.Id}/restore")).Expect(404);
        NamesOn(await other.Send(Get, "/companies")).ShouldBeEmpty();
        (await other.Send(Post, "/contacts", $$"""{ "firstName": "A", "lastName": "B", "companyId": "{{acme.Id}}" }""")).Expect(422)
            .Pointers.ShouldBe(["/companyId"]);
    }

    private async Task<Reply> Change(string id, string patch) => (await _rep.Send(Patch, $"/companies/{id}", patch)).Expect(200);

    private async Task<IEnumerable<string?>> People(string company, string position) =>
        (await _rep.Send(Get, $"/contacts?companyId={company}&minPosition={Uri.EscapeDataString(position)}")).Expect(200).Items
            .Select(item => item.GetProperty("lastName").GetString());

    private async Task<IReadOnlyList<string?>> Timeline(string company, string position) =>
    [
        .. (await _rep.Send(Get, $"/companies/{company}/timeline?minPosition={Uri.EscapeDataString(position)}")).Expect(200).Items
            .Select(entry => entry.GetProperty("contactId").GetString()),
    ];

    private static IEnumerable<string?> NamesOn(Reply page) =>
        page.Expect(200).Items.Select(item => item.GetProperty("name").GetString());
}
