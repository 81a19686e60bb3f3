using System.Text;

namespace SalesEngagement.Integration.Http;

/// <summary>What a contact's routes do with input that does not fit: they say so, and change nothing.</summary>
public sealed class ContactInputSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Contacts = "/api/v1/contacts";

    [Theory]
    [InlineData("""{"firstName":"Ann\u0000","lastName":"Lee"}""", 400, "malformed-request")]
    [InlineData("""{"firstName":"Ann","lastName":"\ud800"}""", 400, "malformed-request")]
    [InlineData("""{"firstName":"Ann","lastName":"Lee" """, 400, "malformed-request")]
    [InlineData("""{"firstName":"Ann","lastName":"Lee","version":7}""", 422, "invalid")]
    [InlineData("""{"firstName":1,"lastName":"Lee"}""", 422, "invalid")]
    [InlineData("""{"firstName":"Ann","lastName":"Lee","phones":[{"number":"+1 555","label":"work"}]}""", 422, "invalid")]
    [InlineData("""{"firstName":"Ann","lastName":"Lee","phones":[{"number":"nonsense","label":"work"}]}""", 422, "invalid")]
    [InlineData("""{"firstName":"Ann","lastName":"Lee","emails":[{"address":"nobody","label":"work"}]}""", 422, "invalid")]
    public async Task a_contact_that_does_not_fit_is_refused(string body, int status, string code)
    {
        var company = await api.Somebody();
        var bytes = Encoding.UTF8.GetBytes(body);
        await api.Client.PostBytes(Contacts, bytes, token: company.AccessToken).ShouldBeRefused(status, code);
    }

    [Fact]
    public async Task an_over_long_name_is_refused_by_its_member()
    {
        var company = await api.Somebody();
        var problem = await api.Client
            .Post(Contacts, new { firstName = new string('a', 10_000), lastName = "Lee" }, company.AccessToken)
            .ShouldBeRefused(422, "invalid");
        problem.GetProperty("errors").TryGetProperty("/firstName", out _).ShouldBeTrue(problem.GetRawText());
    }

    [Fact]
    public async Task a_change_meant_for_another_version_is_refused_and_changes_nothing()
    {
        var company = await api.Somebody();
        var contact = await Added(company);
        await Patch(company, contact, new { title = "CEO" }, "\"7\"").ShouldBeRefused(412, "version-mismatch");
        await Patch(company, contact, new { title = "CTO" }, "\"1\"").ShouldBe(200);
        await Patch(company, contact, new { title = "CFO" }, "\"1\"").ShouldBeRefused(412, "version-mismatch");

        var now = await api.Client.Get($"{Contacts}/{contact}", company.AccessToken).ShouldBe(200);
        (await now.Json()).Text("title").ShouldBe("CTO");
        now.Headers.ETag?.Tag.ShouldBe("\"2\"");
    }

    [Fact]
    public async Task the_same_key_and_body_add_one_contact_and_another_body_is_refused()
    {
        var company = await api.Somebody();
        var key = ("Idempotency-Key", "add-ann");
        var first = await api.Client.Post(Contacts, Ann, company.AccessToken, key).ShouldBe(201);
        var again = await api.Client.Post(Contacts, Ann, company.AccessToken, key).ShouldBe(201);
        (await again.Json()).GetRawText().ShouldBe((await first.Json()).GetRawText());
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        await api.Client.Post(Contacts, new { firstName = "Bob", lastName = "Lee" }, company.AccessToken, key)
            .ShouldBeRefused(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task a_foreign_contact_is_as_unknown_as_one_that_never_was()
    {
        var (ours, theirs) = (await api.Somebody(), await Company.Register(api.Client));
        foreach (var id in new[] { await Added(theirs), Guid.CreateVersion7() })
        {
            await api.Client.Get($"{Contacts}/{id}", ours.AccessToken).ShouldBeRefused(404, "not-found");
            await Patch(ours, id, new { title = "CEO" }, "*").ShouldBeRefused(404, "not-found");
            await api.Client.Send(HttpMethod.Delete, $"{Contacts}/{id}", body: null, ours.AccessToken).ShouldBeRefused(404, "not-found");
            await api.Client.Post("/api/v1/calls", new { contactId = id }, ours.AccessToken).ShouldBeRefused(404, "not-found");
        }
    }

    [Theory]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=201", "invalid-limit")]
    [InlineData("limit=many", "invalid-limit")]
    [InlineData("cursor=AAAA", "invalid-cursor")]
    [InlineData("minPosition=AAAA", "invalid-cursor")]
    public async Task a_list_refuses_what_it_cannot_mean(string query, string code)
    {
        var company = await api.Somebody();
        await api.Client.Get($"{Contacts}?{query}", company.AccessToken).ShouldBeRefused(400, code);
    }

    [Fact]
    public async Task pages_follow_each_other_and_their_cursors_fit_nothing_else()
    {
        var (company, other) = (await Company.Register(api.Client), await api.Somebody());
        var position = "";
        for (var i = 0; i < 3; i++)
        {
            var added = await api.Client.Post(Contacts, Ann, company.AccessToken).ShouldBe(201);
            position = added.Headers.GetValues("X-Position").Single();
        }

        var first = await (await api.Client.Get($"{Contacts}?limit=2&minPosition={position}", company.AccessToken).ShouldBe(200)).Json();
        var cursor = first.Text("next");
        var second = await (await api.Client.Get($"{Contacts}?limit=2&cursor={cursor}", company.AccessToken).ShouldBe(200)).Json();
        var ids = new[] { first, second }.SelectMany(page => page.GetProperty("items").EnumerateArray()).Select(item => item.Text("id"));
        ids.Distinct().Count().ShouldBe(3);
        second.TryGetProperty("next", out _).ShouldBeFalse();

        await api.Client.Get($"{Contacts}?limit=2&cursor={cursor}", other.AccessToken).ShouldBeRefused(400, "invalid-cursor");
        await api.Client.Get($"{Contacts}?sort=-name&cursor={cursor}", company.AccessToken).ShouldBeRefused(400, "invalid-cursor");
        await api.Client.Get($"/api/v1/calls?cursor={cursor}", company.AccessToken).ShouldBeRefused(400, "invalid-cursor");
    }

    private static object Ann => new { firstName = "Ann", lastName = "Lee" };

    private async Task<Guid> Added(Company company)
    {
        var added = await api.Client.Post(Contacts, Ann, company.AccessToken).ShouldBe(201);
        return (await added.Json()).GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> Patch(Company company, Guid id, object patch, string ifMatch) =>
        api.Client.Send(HttpMethod.Patch, $"{Contacts}/{id}", patch, company.AccessToken, ("If-Match", ifMatch));
}
