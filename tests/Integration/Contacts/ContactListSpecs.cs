using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

public sealed class ContactListSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _rep = null!;
    private string _position = "";

    public async ValueTask InitializeAsync()
    {
        _rep = await host.Stranger();
        foreach (var name in new[] { "Curie", "Allen", "Borg", "Dean", "Easley" })
            _position = (await _rep.Send(Post, "/contacts", Api.Grace(name))).Expect(201).Position!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("name", "Allen Borg Curie Dean Easley")]
    [InlineData("-name", "Easley Dean Curie Borg Allen")]
    [InlineData("createdAt", "Curie Allen Borg Dean Easley")]
    [InlineData("-createdAt", "Easley Dean Borg Allen Curie")]
    public async Task pages_follow_each_other_in_every_order(string sort, string names)
    {
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = (await List($"sort={sort}&limit=2&cursor={next}")).Expect(200);
            seen.AddRange(NamesOn(page));
            next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        string.Join(' ', seen).ShouldBe(names);
    }

    [Fact]
    public async Task a_list_shows_what_a_read_shows()
    {
        var item = (await List("limit=1")).Items.Single();
        (await _rep.Send(Get, $"/contacts/{item.GetProperty("id").GetString()}")).Text.ShouldBe(item.GetRawText());
    }

    [Fact]
    public async Task filters_narrow_the_list()
    {
        NamesOn(await List("tag=navy")).Count().ShouldBe(5);
        NamesOn(await List("tag=army")).ShouldBeEmpty();
        NamesOn(await List($"ownerId={_rep.UserId}")).Count().ShouldBe(5);
        NamesOn(await List($"ownerId={_rep.TenantId}")).ShouldBeEmpty();
        NamesOn(await List("createdAt[gte]=2100-01-01T00:00:00Z")).ShouldBeEmpty();
        NamesOn(await List("timeZone=America/New_York&tag=navy")).Count().ShouldBe(5);
        NamesOn(await List("timeZone=Europe/Berlin")).ShouldBeEmpty();
        NamesOn(await List("touchedAt[gte]=2020-01-01T00:00:00Z")).Count().ShouldBe(5);
        NamesOn(await List("touchedAt[gte]=2100-01-01T00:00:00Z")).ShouldBeEmpty();
        NamesOn(await List("touchedAt[lt]=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        NamesOn(await List("touchedAt[lt]=2100-01-01T00:00:00Z")).Count().ShouldBe(5);
    }

    [Fact]
    public async Task deleted_contacts_are_listed_apart()
    {
        var id = (await List("sort=name&limit=1")).Items.Single().GetProperty("id").GetString();
        _position = (await _rep.Send(Delete, $"/contacts/{id}")).Expect(204).Position!;
        NamesOn(await List("deleted=true")).ShouldBe(["Allen"]);
        NamesOn(await List("")).ShouldNotContain("Allen");
    }

    [Theory]
    [InlineData("sort=age")]
    [InlineData("cursor=made-up")]
    [InlineData("limit=0")]
    [InlineData("ownerId=me")]
    [InlineData("createdAt[gte]=yesterday")]
    [InlineData("touchedAt[lt]=yesterday")]
    [InlineData("teamId=ours")]
    public async Task a_question_that_makes_no_sense_is_refused(string query) => (await List(query)).Expect(400);

    [Fact]
    public async Task another_company_sees_none_of_it() =>
        NamesOn(await (await host.Stranger()).Send(Get, "/contacts")).ShouldBeEmpty();

    private Task<Reply> List(string query) =>
        _rep.Send(Get, $"/contacts?minPosition={Uri.EscapeDataString(_position)}&{query}");

    private static IEnumerable<string?> NamesOn(Reply page) =>
        page.Expect(200).Items.Select(item => item.GetProperty("lastName").GetString());
}
