using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

/// <summary>Contacts by what their custom fields say: in lists, in search, in lists with a search, and as facets.</summary>
public sealed class FieldFilterSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _admin = null!;
    private string _position = "";

    public async ValueTask InitializeAsync()
    {
        _admin = await host.Stranger("admin");
        await Define("region", "choice", choices: "EMEA APAC AMER");
        await Define("employees", "number");
        await Define("renewal", "date");
        await Define("languages", "multi-choice", choices: "de en fr");
        await Define("account-manager", "user");
        await Define("nick", "text", isPersonal: true);
        await Add("Allen", new { region = "EMEA", employees = 50, renewal = "2027-03-01", languages = Split("de en"), nick = "Al" });
        await Add("Borg", new { region = "APAC", employees = 49.5, renewal = "2027-12-31", languages = Split("en") });
        await Add("Curie", new { region = "AMER", employees = -3, renewal = "2028-01-01" });
        await Add("Dean", new Dictionary<string, object> { ["region"] = "EMEA", ["employees"] = 120000, ["account-manager"] = _admin.UserId });
        await Add("Easley", new { });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("field.region=EMEA", "Allen Dean")]
    [InlineData("field.region=EMEA&field.region=APAC", "Allen Borg Dean")]
    [InlineData("field.region=emea", "")]
    [InlineData("field.region=AMER&field.employees[lt]=0", "Curie")]
    [InlineData("field.employees=50", "Allen")]
    [InlineData("field.employees=50.0&field.employees[gte]=50", "Allen")]
    [InlineData("field.employees[gt]=49.5", "Allen Dean")]
    [InlineData("field.employees[gte]=49.5&field.employees[lte]=50", "Allen Borg")]
    [InlineData("field.employees[gte]=49.6&field.employees[lt]=50", "")]
    [InlineData("field.employees[gte]=60&field.employees[lt]=50", "")]
    [InlineData("field.employees[lte]=0", "Curie")]
    [InlineData("field.renewal[gte]=2027-03-01&field.renewal[lt]=2028-01-01", "Allen Borg")]
    [InlineData("field.renewal[gt]=2027-03-01", "Borg Curie")]
    [InlineData("field.renewal=2027-12-31", "Borg")]
    [InlineData("field.languages=de", "Allen")]
    [InlineData("field.languages=de&field.languages=en", "Allen Borg")]
    [InlineData("field.languages[exists]=true", "Allen Borg")]
    [InlineData("field.languages[exists]=true&field.region[exists]=true&field.employees[exists]=true&field.renewal[exists]=true&field.nick[exists]=true", "Allen")]
    [InlineData("field.region=EMEA&field.languages[exists]=false", "Dean")]
    [InlineData("field.nick[exists]=true", "Allen")]
    [InlineData("field.region=EMEA&field.nick[exists]=false", "Dean")]
    public async Task a_list_and_a_search_show_those_whose_fields_say_so(string filter, string names)
    {
        NamesOn(await List($"sort=name&{filter}")).ShouldBe(Split(names));
        Found(await Search(filter)).Order(StringComparer.Ordinal).ShouldBe(Split(names));
    }

    [Fact]
    public async Task who_has_no_value_is_listed() => NamesOn(await List("sort=name&field.region[exists]=false")).ShouldBe(["Easley"]);

    [Fact]
    public async Task a_user_is_looked_for_by_id() => NamesOn(await List($"field.account-manager={_admin.UserId}")).ShouldBe(["Dean"]);

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    public async Task a_filtered_list_has_the_pages_of_every_order(string sort)
    {
        var all = NamesOn(await List($"sort={sort}")).Except(["Easley"]);
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = (await List($"field.region[exists]=true&sort={sort}&limit=1&cursor={next}")).Expect(200);
            seen.AddRange(NamesOn(page));
            next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        seen.ShouldBe(all);
    }

    [Fact]
    public async Task what_a_field_says_now_counts_and_not_what_it_said()
    {
        var id = (await List("field.region=AMER")).Items.Single().GetProperty("id").GetString();
        _position = (await _admin.Send(Patch, $"/contacts/{id}", new { fields = new { region = "APAC" } })).Expect(200).Position!;
        NamesOn(await List("field.region=AMER")).ShouldBeEmpty();
        NamesOn(await List("sort=name&field.region=APAC")).ShouldBe(["Borg", "Curie"]);
        Found(await Search("field.region=AMER")).ShouldBeEmpty();
        _position = (await _admin.Send(Delete, $"/contacts/{id}")).Expect(204).Position!;
        NamesOn(await List("field.region=APAC")).ShouldBe(["Borg"]);
        NamesOn(await List("field.region=APAC&deleted=true")).ShouldBe(["Curie"]);
    }

    [Fact]
    public async Task facets_count_choices()
    {
        var fields = (await Search($"ownerId={_admin.UserId}")).Expect(200).Json.GetProperty("facets").GetProperty("fields");
        fields.GetRawText().ShouldBe("""{"languages":[{"value":"en","count":2},{"value":"de","count":1}],"region":[{"value":"EMEA","count":2},{"value":"AMER","count":1},{"value":"APAC","count":1}]}""");
    }

    [Fact]
    public async Task a_list_keeps_what_fields_must_say_and_the_same_again_changes_nothing()
    {
        var search = new { fields = new { region = new { @in = new[] { "EMEA", "APAC" } }, employees = new { gte = "49.50", lt = "1000" } } };
        var list = (await _admin.Send(Post, "/lists", new { name = "Middle", search })).Expect(201);
        list.Json.GetProperty("search").GetRawText()
            .ShouldBe("""{"fields":{"employees":{"gte":"49.5","lt":"1000"},"region":{"in":["APAC","EMEA"]}}}""");
        var page = (await _admin.Send(Get, $"/lists/{list.Id}/contacts?minPosition={Uri.EscapeDataString(_position)}")).Expect(200);
        NamesOn(page).Order(StringComparer.Ordinal).ShouldBe(["Allen", "Borg"]);
        (await _admin.Send(Patch, $"/lists/{list.Id}", new { search })).Expect(200).ETag.ShouldBe("\"1\"");
    }

    [Theory]
    [InlineData("field.shoe=44", "/field.shoe")]
    [InlineData("field.nick=Al", "/field.nick")]
    [InlineData("field.employees=many", "/field.employees")]
    [InlineData("field.employees[gte]=ten", "/field.employees[gte]")]
    [InlineData("field.employees[gte]=1&field.employees[gt]=1", "/field.employees[gt]")]
    [InlineData("field.renewal[lt]=tomorrow", "/field.renewal[lt]")]
    [InlineData("field.region[gte]=A", "/field.region")]
    [InlineData("field.region[like]=A", "/field.region[like]")]
    [InlineData("field.region[exists]=maybe", "/field.region[exists]")]
    [InlineData("field.region=EMEA&field.region[exists]=false", "/field.region")]
    [InlineData("field.account-manager=me", "/field.account-manager")]
    [InlineData("field.region=", "/field.region")]
    public async Task a_filter_that_makes_no_sense_is_refused_where_it_stands(string filter, string place)
    {
        foreach (var refused in new[] { await List(filter), await Search(filter) })
        {
            refused.Expect(400).Code.ShouldBe("invalid-filter");
            refused.Pointers.ShouldContain(place);
        }
    }

    [Fact]
    public async Task a_saved_search_that_makes_no_sense_is_refused_where_it_stands()
    {
        var search = new { fields = new { nick = new { @in = new[] { "Al" } }, employees = new { gte = "x" } } };
        (await _admin.Send(Post, "/lists", new { name = "Wrong", search })).Expect(422).Pointers
            .ShouldBe(["/search/fields/employees/gte", "/search/fields/nick"]);
    }

    [Fact]
    public async Task signs_of_the_query_language_are_only_signs()
    {
        await Define("remark", "text");
        await Add("Fields", new { remark = "a\" || true) \\ '$ ? (@" });
        NamesOn(await List("field.remark=" + Uri.EscapeDataString("a\" || true) \\ '$ ? (@"))).ShouldBe(["Fields"]);
        NamesOn(await List("field.remark=" + Uri.EscapeDataString("\" || 1 == 1 || \"\" == \""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task another_company_with_the_same_fields_sees_none_of_it()
    {
        var other = await host.Stranger("admin");
        await Define("region", "choice", choices: "EMEA", by: other);
        foreach (var path in new[] { "/contacts?field.region=EMEA", "/contacts/search?field.region=EMEA" })
            (await other.Send(Get, path)).Expect(200).Items.ShouldBeEmpty();
    }

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<Reply> List(string query) => _admin.Send(Get, $"/contacts?minPosition={Uri.EscapeDataString(_position)}&{query}");

    private Task<Reply> Search(string query) => _admin.Send(Get, $"/contacts/search?minPosition={Uri.EscapeDataString(_position)}&{query}");

    private async Task Define(
        string name, string kind, string choices = "", bool isPersonal = false, TestUser? by = null) =>
        (await (by ?? _admin).Send(Post, "/custom-fields", new { name, label = name, kind, choices = Split(choices), isPersonal })).Expect(201);

    private async Task Add(string lastName, object fields) =>
        _position = (await _admin.Send(Post, "/contacts", new { firstName = "Ann", lastName, fields })).Expect(201).Position!;

    private static IEnumerable<string?> NamesOn(Reply page) => page.Expect(200).Items.Select(item => item.GetProperty("lastName").GetString());

    private static IEnumerable<string?> Found(Reply page) =>
        page.Expect(200).Items.Select(item => item.GetProperty("contact").GetProperty("lastName").GetString());
}
