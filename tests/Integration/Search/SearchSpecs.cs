using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Search;

/// <summary>One box for all that is known of contacts, by the API as clients call it.</summary>
public sealed class SearchSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _rep = null!;
    private string _position = "";
    private string _grace = "";

    public async ValueTask InitializeAsync()
    {
        _rep = await host.Stranger();
        _grace = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        await _rep.Add("Zoë", "O'Brien", phone: "+353861234567", email: "zoe@harbour.example", tags: ["vip"], timeZone: "Europe/Dublin");
        await _rep.Add("William", "Ashcroft", phone: "+442071838750", tags: ["vip", "uk"], timeZone: "Europe/London");
        _position = (await _rep.Add("Jürgen", "Müller", phone: "+491711234567", email: "j.mueller@werkzeug.example", timeZone: "Europe/Berlin")).Position!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("hopper grace", "Grace Hopper")]
    [InlineData("grase hopper", "Grace Hopper")]
    [InlineData("zoe obrien", "Zoë O'Brien")]
    [InlineData("bill", "William Ashcroft")]
    [InlineData("MUELLER", "Jürgen Müller")]
    [InlineData("0171 1234567", "Jürgen Müller")]
    [InlineData("020 7183 8750", "William Ashcroft")]
    [InlineData("4567 zoe", "Zoë O'Brien")]
    [InlineData("harbour.example", "Zoë O'Brien")]
    public async Task somebody_is_found_however_they_are_asked_for(string q, string name) => (await Search(q)).Names().ShouldBe([name]);

    [Fact]
    public async Task what_is_found_is_the_contact_with_its_score_and_why()
    {
        var item = (await Search("hoper")).Expect(200).Items.Single();
        item.GetProperty("contact").GetRawText().ShouldBe((await _rep.Send(Get, $"/contacts/{_grace}")).Text);
        item.GetProperty("score").GetDouble().ShouldBeInRange(0.1, 0.9);
        var highlight = item.GetProperty("highlights")[0];
        highlight.GetProperty("field").GetString().ShouldBe("name");
        var span = highlight.GetProperty("spans")[0];
        highlight.GetProperty("text").GetString()!.Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()).ShouldBe("Hopper");
    }

    [Fact]
    public async Task a_note_of_a_call_finds_its_contact()
    {
        await People.Note(host.Services, _rep, Guid.Parse(_grace), "Wants the Zanzibar brochure");
        var item = (await Search("zanzibar BROCHURE")).Expect(200).Items.Single();
        item.GetProperty("contact").GetProperty("id").GetString().ShouldBe(_grace);
        item.GetProperty("highlights")[0].GetProperty("field").GetString().ShouldBe("note");
        (await Search("zanzibar pricing")).Names().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tag=vip", "William Ashcroft,Zoë O'Brien")]
    [InlineData("tag=vip&timeZone=Europe/London", "William Ashcroft")]
    [InlineData("timeZone=Europe/Berlin", "Jürgen Müller")]
    [InlineData("tag=VIP", "")]
    [InlineData("tag=vip&createdAt[gte]=2100-01-01T00:00:00Z", "")]
    [InlineData("tag=vip&touchedAt[gte]=2020-01-01T00:00:00Z", "William Ashcroft,Zoë O'Brien")]
    [InlineData("tag=vip&touchedAt[lt]=2020-01-01T00:00:00Z", "")]
    public async Task filters_alone_or_with_words_narrow_what_is_found(string filter, string names)
    {
        (await Search("", filter)).Names().Order(StringComparer.Ordinal).ShouldBe(names.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        (await Search("zoe", filter)).Names().Length.ShouldBe(names.Contains("Zoë", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public async Task facets_count_owners_tags_and_time_zones_of_all_that_was_found()
    {
        var facets = (await Search("", $"ownerId={_rep.UserId}&limit=1")).Expect(200).Json.GetProperty("facets");
        facets.GetProperty("counted").GetInt32().ShouldBe(4);
        facets.GetProperty("isComplete").GetBoolean().ShouldBeTrue();
        Counts("owners").ShouldBe([$"{_rep.UserId}:4"]);
        Counts("tags").ShouldBe(["vip:2", "navy:1", "uk:1"]);
        Counts("timeZones").ShouldBe(["America/New_York:1", "Europe/Berlin:1", "Europe/Dublin:1", "Europe/London:1"]);

        IEnumerable<string> Counts(string of) => facets.GetProperty(of).EnumerateArray()
            .Select(count => $"{count.GetProperty("value").GetString()}:{count.GetProperty("count").GetInt32()}");
    }

    [Fact]
    public async Task pages_follow_each_other_while_contacts_come_and_go()
    {
        for (var i = 0; i < 9; i++)
            _position = (await _rep.Add("Quincy", $"Adams{i}")).Position!;
        var seen = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await Search("quincy", $"limit=2&cursor={next}");
            seen.AddRange(page.Names());
            next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            // Two join and one goes while somebody reads on: whoever was there from first to last is seen exactly once.
            await _rep.Add("Quincy", "Quincy");
            var late = await _rep.Add("Quincy", "Late");
            _position = (await _rep.Send(Delete, $"/contacts/{late.Id}")).Expect(204).Position!;
        }

        seen.Where(name => name.Contains("Adams", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 9).Select(i => $"Quincy Adams{i}"));
    }

    [Fact]
    public async Task a_deleted_contact_is_not_found_and_a_restored_one_is()
    {
        _position = (await _rep.Send(Delete, $"/contacts/{_grace}")).Expect(204).Position!;
        (await Search("hopper")).Names().ShouldBeEmpty();
        (await _rep.Suggest("hopper", _position)).Expect(200).Items.ShouldBeEmpty();
        _position = (await _rep.Send(Post, $"/contacts/{_grace}/restore")).Expect(200).Position!;
        (await Search("hopper")).Names().ShouldBe(["Grace Hopper"]);
    }

    [Theory]
    [InlineData("gr", "Grace Hopper")]
    [InlineData("H", "Grace Hopper")]
    [InlineData("muller", "Jürgen Müller")]
    [InlineData("hopper gra", "Grace Hopper")]
    [InlineData("o'b", "Zoë O'Brien")]
    [InlineData("harbour", "")]
    [InlineData("", "")]
    [InlineData("%", "")]
    public async Task suggestions_are_names_with_a_word_that_begins_like_that(string q, string name)
    {
        var names = (await _rep.Suggest(q, _position)).Expect(200).Items.Select(item => item.GetProperty("name").GetString());
        string.Join(',', names).ShouldBe(name);
    }

    [Fact]
    public async Task no_more_than_ten_names_are_suggested()
    {
        for (var i = 0; i < 12; i++)
            _position = (await _rep.Add("Xerxes", $"No{i:d2}")).Position!;
        (await _rep.Suggest("xer", _position)).Expect(200).Items.Count().ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task a_question_for_nothing_is_refused(string q) => (await Search(q)).Expect(400).Code.ShouldBe("invalid-query");

    [Theory]
    [InlineData("ownerId=me")]
    [InlineData("cursor=made-up")]
    [InlineData("limit=201")]
    [InlineData("touchedAt[gte]=yesterday")]
    public async Task a_question_that_makes_no_sense_is_refused(string filter) => (await Search("grace", filter)).Expect(400);

    [Fact]
    public async Task another_company_finds_none_of_it()
    {
        var stranger = await host.Stranger();
        foreach (var q in new[] { "grace hopper", "4155550100", "grase", "navy" })
            (await stranger.Search(q)).Names().ShouldBeEmpty(q);
        (await stranger.Suggest("grace")).Expect(200).Items.ShouldBeEmpty();
    }

    private Task<Reply> Search(string q, string more = "") => _rep.Search(q, _position, more);
}
