using Npgsql;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.CustomFields;

/// <summary>Custom fields over HTTP: definitions, and the values that contacts have by them.</summary>
public sealed class CustomFieldRouteSpecs : IAsyncLifetime
{
    private TestHost _host = null!;
    private TestUser _admin = null!;
    private TestUser _rep = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start();
        _admin = await _host.Register();
        _rep = await _host.AddUser(_admin, "rep");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task a_field_lives_from_its_definition_to_coming_back()
    {
        var field = (await Define("""{ "name": "size", "label": "Size", "kind": "choice", "choices": ["S", "L"], "isPersonal": false }""")).Expect(201);
        field.Location.ShouldBe($"/api/v1/custom-fields/{field.Id}");
        (await _rep.Send(Get, $"/custom-fields/{field.Id}")).Expect(200).Text.ShouldBe(field.Text);
        (await _rep.Send(Get, "/custom-fields")).Expect(200).Items.Single().GetRawText().ShouldBe(field.Text);
        (await _admin.Send(Patch, $"/custom-fields/{field.Id}", """{ "choices": ["S", "M", "L"] }""")).Expect(200).ETag.ShouldBe("\"2\"");
        (await _admin.Send(Post, $"/custom-fields/{field.Id}/retire")).Expect(200);
        (await _rep.Send(Get, "/custom-fields")).Items.ShouldBeEmpty();
        (await _rep.Send(Get, "/custom-fields?retired=true")).Items.Count().ShouldBe(1);
        (await Define("""{ "name": "size", "label": "Again", "kind": "text" }""")).Expect(409).Code.ShouldBe("custom-field-exists");
        (await _admin.Send(Post, $"/custom-fields/{field.Id}/bring-back")).Expect(200).Json.TryGetProperty("retiredAt", out _).ShouldBeFalse();
        (await _rep.Send(Patch, $"/custom-fields/{field.Id}", """{ "label": "x" }""")).Expect(403);
    }

    [Theory]
    [InlineData("""{ "label": "L", "kind": "text" }""", "/name")]
    [InlineData("""{ "name": "1st", "label": "L", "kind": "text" }""", "/name")]
    [InlineData("""{ "name": "f", "kind": "text" }""", "/label")]
    [InlineData("""{ "name": "f", "label": "L" }""", "/kind")]
    [InlineData("""{ "name": "f", "label": "L", "kind": "choice", "choices": ["a", "a"] }""", "/choices/1")]
    [InlineData("""{ "name": "f", "label": "L", "kind": "text", "appliesTo": "companies", "isPersonal": true }""", "/isPersonal")]
    public async Task what_is_wrong_with_a_definition_is_told_where(string body, string member) =>
        (await Define(body)).Expect(422).Pointers.ShouldBe([member]);

    [Fact]
    public async Task contacts_and_companies_may_have_fields_of_one_name_and_each_of_its_own_kind()
    {
        var person = (await Define("""{ "name": "region", "label": "Region", "kind": "text" }""")).Expect(201);
        var firm = (await Define("""{ "name": "region", "label": "Region", "kind": "number", "appliesTo": "companies" }""")).Expect(201);
        (await Define("""{ "name": "region", "label": "R", "kind": "text", "appliesTo": "companies" }""")).Expect(409).Code.ShouldBe("custom-field-exists");
        (person.Json.GetProperty("isPersonal").GetBoolean(), firm.Json.GetProperty("isPersonal").GetBoolean()).ShouldBe((true, false));
        (await Add("""{ "region": "West" }""")).Expect(201);
        (await _rep.Send(Post, "/companies", """{ "name": "Acme", "fields": { "region": 7 } }""")).Expect(201);
        (await Add("""{ "region": 7 }""")).Expect(422).Pointers.ShouldBe(["/fields/region"]);

        (await Listed("appliesTo=contacts")).ShouldBe([person.Id]);
        (await Listed("appliesTo=companies")).ShouldBe([firm.Id]);
        (await Listed("")).ShouldBe([firm.Id, person.Id], "by name, then what they are kept about");
        var first = (await _rep.Send(Get, "/custom-fields?limit=1")).Expect(200);
        (await Listed($"limit=1&cursor={first.Json.GetProperty("next").GetString()}")).ShouldBe([person.Id]);
        (await _rep.Send(Get, "/custom-fields?appliesTo=deals")).Expect(400);
    }

    [Fact]
    public async Task of_two_definitions_of_a_name_at_once_one_wins()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Define("""{ "name": "twin", "label": "T", "kind": "text" }""")));
        both.Select(answer => answer.Status).Order().ShouldBe([201, 409, 409, 409]);
    }

    [Fact]
    public async Task values_are_typed_by_their_definition_in_lists_too()
    {
        await DefineAll();
        var added = await Add($$"""
            { "employees": 25.50, "renewal": "2027-01-31", "size": "L", "interests": ["b", "a"], "buddy": "{{_admin.UserId}}", "nick": "Gra" }
            """);
        var position = Uri.EscapeDataString(added.Expect(201).Position!);
        var wanted = $$"""{"buddy":"{{_admin.UserId}}","employees":25.5,"interests":["a","b"],"nick":"Gra","renewal":"2027-01-31","size":"L"}""";
        foreach (var shown in new[] { added.Json, (await _rep.Send(Get, $"/contacts/{added.Id}")).Json, (await _rep.Send(Get, $"/contacts?minPosition={position}")).Items.Single() })
            shown.GetProperty("fields").GetRawText().ShouldBe(wanted);
        (await Change(added.Id, """{ "employees": 25.5, "interests": ["a", "b", "a"] }""")).Expect(422);
        (await Change(added.Id, """{ "employees": 25.5, "interests": ["a", "b"] }""")).Expect(200).ETag.ShouldBe(added.ETag);
        (await Change(added.Id, """{ "size": null, "nick": null }""")).Expect(200).Json.GetProperty("fields").EnumerateObject().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("""{ "employees": "25" }""", "/fields/employees")]
    [InlineData("""{ "employees": 1e400 }""", "/fields/employees")]
    [InlineData("""{ "renewal": "31.01.2027" }""", "/fields/renewal")]
    [InlineData("""{ "renewal": 7 }""", "/fields/renewal")]
    [InlineData("""{ "size": "XL" }""", "/fields/size")]
    [InlineData("""{ "interests": "a" }""", "/fields/interests")]
    [InlineData("""{ "interests": ["a", "z"] }""", "/fields/interests/1")]
    [InlineData("""{ "buddy": "0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310" }""", "/fields/buddy")]
    [InlineData("""{ "buddy": true }""", "/fields/buddy")]
    [InlineData("""{ "undefined": 7 }""", "/fields/undefined")]
    [InlineData("""{ "a/b~c": { } }""", "/fields/a~1b~0c")]
    public async Task a_value_that_does_not_fit_is_told_where(string fields, string member)
    {
        await DefineAll();
        (await Add(fields)).Expect(422).Pointers.ShouldBe([member]);
        var id = (await Add("{}")).Expect(201).Id;
        (await Change(id, fields)).Expect(422).Pointers.ShouldBe([member]);
    }

    [Fact]
    public async Task a_required_field_is_asked_for_at_once_and_cannot_be_removed()
    {
        var before = (await Add("{}")).Expect(201).Id;
        var field = (await Define("""{ "name": "region", "label": "Region", "kind": "text", "isRequired": true }""")).Expect(201).Id;
        (await Add("{}")).Expect(422).Pointers.ShouldBe(["/fields/region"]);
        var id = (await Add("""{ "region": "West" }""")).Expect(201).Id;
        (await Change(id, """{ "region": null }""")).Expect(422).Pointers.ShouldBe(["/fields/region"]);
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "fields": null }""")).Expect(422).Pointers.ShouldBe(["/fields/region"]);
        (await _rep.Send(Patch, $"/contacts/{before}", """{ "title": "CEO" }""")).Expect(200);
        (await _admin.Send(Post, $"/custom-fields/{field}/retire")).Expect(200);
        (await Change(id, """{ "region": "East" }""")).Expect(422).Pointers.ShouldBe(["/fields/region"]);
        (await Change(id, """{ "region": null }""")).Expect(200);
        (await Add("{}")).Expect(201);
    }

    [Fact]
    public async Task what_is_not_personal_is_clear_in_the_log_and_what_is_or_was_never_defined_is_not()
    {
        await DefineAll();
        var id = (await Add("""{ "employees": 4711, "secret": "swordfish", "weight": 8122 }""")).Expect(201).Id;
        await using var source = NpgsqlDataSource.Create(_host.Database.Superuser);
        await using var command = source.CreateCommand("select string_agg(data::text, ' ') from public.mt_events where stream_id = $1");
        command.Parameters.Add(new() { Value = Guid.Parse(id) });
        var stored = (string)(await command.ExecuteScalarAsync(Ct))!;
        stored.ShouldContain("4711");
        stored.ShouldNotContain("swordfish");
        stored.ShouldNotContain("8122");
    }

    private async Task DefineAll()
    {
        foreach (var body in new[]
                 {
                     """{ "name": "employees", "label": "Employees", "kind": "number", "isPersonal": false }""",
                     """{ "name": "renewal", "label": "Renewal", "kind": "date", "isPersonal": false }""",
                     """{ "name": "size", "label": "Size", "kind": "choice", "choices": ["S", "L"], "isPersonal": false }""",
                     """{ "name": "interests", "label": "Interests", "kind": "multi-choice", "choices": ["a", "b"] }""",
                     """{ "name": "buddy", "label": "Buddy", "kind": "user" }""",
                     """{ "name": "weight", "label": "Weight", "kind": "number" }""",
                 })
        {
            (await Define(body)).Expect(201);
        }
    }

    private async Task<IEnumerable<string?>> Listed(string query) =>
        (await _rep.Send(Get, $"/custom-fields?{query}")).Expect(200).Items.Select(item => item.GetProperty("id").GetString());

    private Task<Reply> Define(string body) => _admin.Send(Post, "/custom-fields", body);

    private Task<Reply> Add(string fields) => _rep.Send(Post, "/contacts", $$"""{ "firstName": "Ann", "lastName": "Lee", "fields": {{fields}} }""");

    private Task<Reply> Change(string id, string fields) => _rep.Send(Patch, $"/contacts/{id}", $$"""{ "fields": {{fields}} }""");
}
