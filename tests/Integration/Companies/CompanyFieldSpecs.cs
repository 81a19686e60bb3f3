using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Companies;

/// <summary>Custom fields of companies over HTTP: their definitions, values by them, and companies by what they say.</summary>
public sealed class CompanyFieldSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private TestUser _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await host.Stranger("admin");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task values_are_typed_by_their_definitions_and_change_by_merge_patch()
    {
        await DefineAll();
        var added = (await Add("Acme", $$"""
            { "region": "EMEA", "employees": 25.50, "renewal": "2027-01-31", "markets": ["us", "de"], "sponsor": "{{_admin.UserId}}", "segment": "A" }
            """)).Expect(201);
        var wanted = $$"""{"employees":25.5,"markets":["de","us"],"region":"EMEA","renewal":"2027-01-31","segment":"A","sponsor":"{{_admin.UserId}}"}""";
        foreach (var shown in new[] { added.Json, (await _admin.Send(Get, $"/companies/{added.Id}")).Json, (await List("", added.Position)).Items.Single() })
            shown.GetProperty("fields").GetRawText().ShouldBe(wanted);

        (await Change(added.Id, """{ "employees": 25.5, "markets": ["de", "us"], "unknown": null }""")).Expect(200).ETag.ShouldBe(added.ETag);
        (await _admin.Send(Patch, $"/companies/{added.Id}", """{ "industry": "tools" }""")).Expect(200).Json.GetProperty("fields").GetRawText().ShouldBe(wanted);
        (await Change(added.Id, """{ "sponsor": null, "renewal": null, "segment": null, "employees": 26 }""")).Expect(200)
            .Json.GetProperty("fields").GetRawText().ShouldBe("""{"employees":26,"markets":["de","us"],"region":"EMEA"}""");
        (await Change(added.Id, "null")).Expect(200).Json.GetProperty("fields").GetRawText().ShouldBe("{}");
        (await Change(added.Id, "null")).Expect(200).ETag.ShouldBe("\"5\"");
        (await Add("Bare", "null")).Expect(201).Json.GetProperty("fields").GetRawText().ShouldBe("{}");
    }

    [Theory]
    [InlineData("""{ "employees": "25" }""", "/fields/employees")]
    [InlineData("""{ "renewal": "31.01.2027" }""", "/fields/renewal")]
    [InlineData("""{ "region": "Moon" }""", "/fields/region")]
    [InlineData("""{ "markets": ["de", "xx"] }""", "/fields/markets/1")]
    [InlineData("""{ "sponsor": "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310" }""", "/fields/sponsor")]
    [InlineData("""{ "segment": 7 }""", "/fields/segment")]
    [InlineData("""{ "undefined": "x" }""", "/fields/undefined")]
    [InlineData("""{ "a/b~c": "x" }""", "/fields/a~1b~0c")]
    public async Task a_value_that_does_not_fit_is_told_where(string fields, string member)
    {
        await DefineAll();
        (await Add("Acme", fields)).Expect(422).Pointers.ShouldBe([member]);
        var id = (await Add("Acme", "{}")).Expect(201).Id;
        (await Change(id, fields)).Expect(422).Pointers.ShouldBe([member]);
        (await _admin.Send(Get, $"/companies/{id}")).Expect(200).ETag.ShouldBe("\"1\"");
    }

    [Fact]
    public async Task a_company_is_asked_for_at_most_fifty_fields()
    {
        var fields = string.Join(", ", Enumerable.Range(0, 51).Select(i => $"\"f{i}\": null"));
        (await Add("Acme", $"{{ {fields} }}")).Expect(422).Pointers.ShouldBe(["/fields"]);
    }

    [Fact]
    public async Task a_required_field_is_asked_of_companies_alone_and_cannot_be_removed()
    {
        var before = (await Add("Early", "{}")).Expect(201).Id;
        var field = (await Define("segment", "text", isRequired: true)).Expect(201).Id;
        (await Add("Late", "{}")).Expect(422).Pointers.ShouldBe(["/fields/segment"]);
        (await _admin.Send(Post, "/contacts", new { firstName = "Ann", lastName = "Lee" })).Expect(201);
        var id = (await Add("Late", """{ "segment": "A" }""")).Expect(201).Id;
        (await Change(id, """{ "segment": null }""")).Expect(422).Pointers.ShouldBe(["/fields/segment"]);
        (await Change(id, "null")).Expect(422).Pointers.ShouldBe(["/fields/segment"]);
        (await _admin.Send(Patch, $"/companies/{before}", """{ "industry": "tools" }""")).Expect(200);

        (await _admin.Send(Post, $"/custom-fields/{field}/retire")).Expect(200);
        (await Change(id, """{ "segment": "B" }""")).Expect(422).Pointers.ShouldBe(["/fields/segment"]);
        (await _admin.Send(Get, $"/companies/{id}")).Json.GetProperty("fields").GetRawText().ShouldBe("""{"segment":"A"}""");
        (await Change(id, """{ "segment": null }""")).Expect(200);
        (await Add("Later", "{}")).Expect(201);
    }

    [Fact]
    public async Task a_required_field_of_contacts_is_not_asked_of_companies()
    {
        (await Define("birthday", "date", "contacts", isRequired: true)).Expect(201);
        var id = (await Add("Acme", "{}")).Expect(201).Id;
        (await Change(id, """{ "birthday": "1906-12-09" }""")).Expect(422).Pointers.ShouldBe(["/fields/birthday"]);
        (await List("field.birthday[exists]=true")).Expect(400).Pointers.ShouldBe(["/field.birthday"]);
    }

    [Theory]
    [InlineData("field.region=EMEA", "Allen Dean")]
    [InlineData("field.region=EMEA&field.region=APAC", "Allen Borg Dean")]
    [InlineData("field.employees[gt]=49.5", "Allen Dean")]
    [InlineData("field.employees[gte]=49.5&field.employees[lt]=50", "Borg")]
    [InlineData("field.renewal[gte]=2027-03-01&field.renewal[lt]=2028-01-01", "Allen Borg")]
    [InlineData("field.markets=de", "Allen")]
    [InlineData("field.markets[exists]=false&industry=tools", "Dean Easley")]
    [InlineData("field.sponsor[exists]=true", "Dean")]
    [InlineData("field.segment=a%22%20%7C%7C%20true", "")]
    [InlineData("field.region[exists]=false", "Easley")]
    public async Task a_list_shows_those_whose_fields_say_so_in_every_order(string filter, string names)
    {
        var position = await Five();
        var wanted = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (sort, order) in new[] { ("name", wanted), ("-name", [.. wanted.Reverse()]), ("createdAt", wanted), ("-createdAt", [.. wanted.Reverse()]) })
            (await NamesOver($"{filter}&sort={sort}", position)).ShouldBe(order);
    }

    [Theory]
    [InlineData("field.shoe=44", "/field.shoe")]
    [InlineData("field.employees=many", "/field.employees")]
    [InlineData("field.employees[gte]=1&field.employees[gt]=1", "/field.employees[gt]")]
    [InlineData("field.region[gte]=A", "/field.region")]
    [InlineData("field.region[like]=A", "/field.region[like]")]
    [InlineData("field.region=EMEA&field.region[exists]=false", "/field.region")]
    public async Task a_filter_that_makes_no_sense_is_refused_where_it_stands(string filter, string place)
    {
        await DefineAll();
        var refused = (await List(filter)).Expect(400);
        refused.Code.ShouldBe("invalid-filter");
        refused.Pointers.ShouldContain(place);
    }

    [Fact]
    public async Task what_a_field_says_now_counts_and_not_what_it_said()
    {
        await DefineAll();
        var id = (await Add("Acme", """{ "region": "EMEA" }""")).Expect(201).Id;
        var changed = (await Change(id, """{ "region": "APAC" }""")).Expect(200);
        (await NamesOver("field.region=EMEA", changed.Position!)).ShouldBeEmpty();
        (await NamesOver("field.region=APAC", changed.Position!)).ShouldBe(["Acme"]);
        var deleted = (await _admin.Send(Delete, $"/companies/{id}")).Expect(204);
        (await NamesOver("field.region=APAC", deleted.Position!)).ShouldBeEmpty();
        (await NamesOver("field.region=APAC&deleted=true", deleted.Position!)).ShouldBe(["Acme"]);
        (await _admin.Send(Post, $"/companies/{id}/restore")).Expect(200).Json.GetProperty("fields").GetRawText().ShouldBe("""{"region":"APAC"}""");
    }

    [Fact]
    public async Task the_definitions_and_values_of_another_tenant_say_nothing_here()
    {
        await DefineAll();
        var theirs = (await Add("Acme", """{ "region": "EMEA" }""")).Expect(201);
        var other = await host.Stranger("admin");
        (await other.Send(Post, "/companies", new { name = "Borg", fields = new { region = "EMEA" } })).Expect(422).Pointers.ShouldBe(["/fields/region"]);
        (await other.Send(Get, "/companies?field.region=EMEA")).Expect(400).Pointers.ShouldBe(["/field.region"]);
        (await other.Send(Post, "/custom-fields", new { name = "region", label = "Region", kind = "text", appliesTo = "companies", isRequired = true })).Expect(201);
        var borg = (await other.Send(Post, "/companies", new { name = "Borg", fields = new { region = "Moon" } })).Expect(201);
        (await other.Send(Get, $"/companies?field.region=Moon&minPosition={Uri.EscapeDataString(borg.Position!)}")).Expect(200).Items.Count().ShouldBe(1);
        (await other.Send(Get, "/companies?field.region=EMEA")).Expect(200).Items.ShouldBeEmpty();
        (await Add("Bare", "{}")).Expect(201);
        (await Change(theirs.Id, """{ "region": "Moon" }""")).Expect(422);
    }

    private async Task<string> Five()
    {
        await DefineAll();
        await Add("Allen", """{ "region": "EMEA", "employees": 50, "renewal": "2027-03-01", "markets": ["de", "us"] }""");
        await Add("Borg", """{ "region": "APAC", "employees": 49.5, "renewal": "2027-12-31", "markets": ["us"] }""");
        await Add("Curie", """{ "region": "AMER", "employees": -3, "markets": ["us"] }""");
        await Add("Dean", $$"""{ "region": "EMEA", "employees": 120000, "sponsor": "{{_admin.UserId}}" }""", "tools");
        return (await Add("Easley", "{}", "tools")).Expect(201).Position!;
    }

    private async Task DefineAll()
    {
        (await Define("region", "choice", choices: ["EMEA", "APAC", "AMER"])).Expect(201);
        (await Define("employees", "number")).Expect(201);
        (await Define("renewal", "date")).Expect(201);
        (await Define("markets", "multi-choice", choices: ["de", "us"])).Expect(201);
        (await Define("sponsor", "user")).Expect(201);
        (await Define("segment", "text")).Expect(201);
    }

    private Task<Reply> Define(string name, string kind, string appliesTo = "companies", bool isRequired = false, params string[] choices) =>
        _admin.Send(Post, "/custom-fields", new { name, label = name, kind, appliesTo, isRequired, choices });

    private Task<Reply> Add(string name, string fields, string industry = "machines") =>
        _admin.Send(Post, "/companies", $$"""{ "name": "{{name}}", "industry": "{{industry}}", "fields": {{fields}} }""");

    private Task<Reply> Change(string id, string fields) => _admin.Send(Patch, $"/companies/{id}", $$"""{ "fields": {{fields}} }""");

    private Task<Reply> List(string query, string? position = null) =>
        _admin.Send(Get, $"/companies?{(position is null ? "" : $"minPosition={Uri.EscapeDataString(position)}&")}{query}");

    /// <summary>The names on all pages, each with two.</summary>
    private async Task<IReadOnlyList<string?>> NamesOver(string query, string position)
    {
        var seen = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = (await List($"{query}&limit=2&cursor={next}", position)).Expect(200);
            seen.AddRange(page.Items.Select(item => item.GetProperty("name").GetString()));
            next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
        }

        return seen;
    }
}
