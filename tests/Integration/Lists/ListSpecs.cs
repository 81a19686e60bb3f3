using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Search;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Lists;

/// <summary>Lists of contacts: put together by hand or by a search; each reader sees what they reach themselves.</summary>
public sealed class ListSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private readonly Staff _staff = fixture.Staff;

    [Fact]
    public async Task a_list_is_made_read_changed_and_deleted()
    {
        var rep = _staff["west rep"];
        var made = (await rep.Send(Post, "/lists", new { name = " Friends " })).Expect(201);
        made.Location.ShouldBe($"/api/v1/lists/{made.Id}");
        var changed = (await rep.Send(Patch, $"/lists/{made.Id}", new { name = "Best friends", isShared = true })).Expect(200);
        changed.Json.GetProperty("name").GetString().ShouldBe("Best friends");
        (await rep.Send(Get, $"/lists/{made.Id}")).Text.ShouldBe(changed.Text);
        (await Listed(rep, changed.Position!)).ShouldContain(made.Id);
        (await rep.Send(Patch, $"/lists/{made.Id}", new { name = "Late" }, ("If-Match", "\"1\""))).Expect(412);
        var deleted = (await rep.Send(Delete, $"/lists/{made.Id}")).Expect(204);
        (await rep.Send(Delete, $"/lists/{made.Id}")).Expect(204);
        foreach (var path in new[] { $"/lists/{made.Id}", $"/lists/{made.Id}/contacts" })
            (await rep.Send(Get, path)).Expect(404);
        (await Listed(rep, deleted.Position!)).ShouldNotContain(made.Id);
    }

    [Fact]
    public async Task contacts_are_put_on_a_list_and_taken_off_and_again_changes_nothing()
    {
        var rep = _staff["west rep"];
        var list = (await rep.Send(Post, "/lists", new { name = "By hand" })).Expect(201).Id;
        var names = new[] { "Anders", "Bertil", "Cecilia" };
        var ids = new List<string>();
        foreach (var name in names)
            ids.Add((await rep.Add(name, "Handmade")).Id);
        foreach (var id in ids.Concat(ids))
            (await rep.Send(Put, $"/lists/{list}/contacts/{id}")).Expect(204);
        var position = (await rep.Send(Put, $"/lists/{list}/contacts/{ids[0]}")).Expect(204).Position!;
        (await OnList(rep, list, position)).ShouldBe(["Anders", "Bertil", "Cecilia"]);

        for (var time = 0; time < 2; time++)
            position = (await rep.Send(Delete, $"/lists/{list}/contacts/{ids[1]}")).Expect(204).Position ?? position;
        (await OnList(rep, list, position)).ShouldBe(["Anders", "Cecilia"]);
        position = (await rep.Send(Put, $"/lists/{list}/contacts/{ids[1]}")).Expect(204).Position!;
        (await OnList(rep, list, position)).ShouldBe(["Anders", "Cecilia", "Bertil"]);
        position = (await rep.Send(Delete, $"/contacts/{ids[2]}")).Expect(204).Position!;
        (await OnList(rep, list, position)).ShouldBe(["Anders", "Bertil"]);

        // Who never was on it is off it already.
        (await rep.Send(Delete, $"/lists/{list}/contacts/{(await rep.Add("Doris", "Handmade")).Id}")).Expect(204);
    }

    [Fact]
    public async Task a_list_is_read_page_by_page()
    {
        var rep = _staff["west rep"];
        var list = (await rep.Send(Post, "/lists", new { name = "Long" })).Expect(201).Id;
        var position = "";
        for (var i = 0; i < 5; i++)
            position = (await rep.Send(Put, $"/lists/{list}/contacts/{(await rep.Add($"P{i}", "Paged")).Id}")).Expect(204).Position!;
        var dynamic = (await rep.Send(Post, "/lists", new { name = "Found", search = new { q = "paged" } })).Expect(201).Id;
        foreach (var id in new[] { list, dynamic })
        {
            var seen = new List<string>();
            for (var next = ""; next is not null;)
            {
                var page = (await rep.Send(Get, $"/lists/{id}/contacts?limit=2&cursor={next}&minPosition={Uri.EscapeDataString(position)}")).Expect(200);
                seen.AddRange(page.Items.Select(FirstName));
                next = page.Json.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            }

            seen.Order(StringComparer.Ordinal).ShouldBe(["P0", "P1", "P2", "P3", "P4"]);
        }
    }

    [Fact]
    public async Task a_dynamic_list_shows_whoever_its_search_finds_now()
    {
        var rep = _staff["west rep"];
        var list = (await rep.Send(Post, "/lists", new { name = "Whales", search = new { tag = "whale" } })).Expect(201).Id;
        var contact = await rep.Add("Moby", "Dick", tags: ["whale"]);
        (await OnList(rep, list, contact.Position!)).ShouldBe(["Moby"]);
        var changed = (await rep.Send(Patch, $"/contacts/{contact.Id}", new { tags = Array.Empty<string>() })).Expect(200);
        (await OnList(rep, list, changed.Position!)).ShouldBeEmpty();
        (await rep.Send(Patch, $"/lists/{list}", new { search = new { q = "mobi dick" } })).Expect(200);
        (await OnList(rep, list, changed.Position!)).ShouldBe(["Moby"]);
        (await rep.Send(Put, $"/lists/{list}/contacts/{contact.Id}")).Expect(409).Code.ShouldBe("list-is-dynamic");
    }

    [Fact]
    public async Task a_private_list_is_its_owner_s_and_a_shared_one_the_team_s_and_who_reaches_the_owner_sees_both()
    {
        var (rep, mate) = (_staff["west rep"], await _staff.Host.AddUser(_staff.Admin, "rep", _staff.West));
        var list = (await rep.Send(Post, "/lists", new { name = "Mine" })).Expect(201).Id;
        var contact = await rep.Add("Only", "Mine");
        var position = (await rep.Send(Put, $"/lists/{list}/contacts/{contact.Id}")).Expect(204).Position!;
        await Sees(mate, false);
        await Sees(_staff["west manager"], true);
        await Sees(_staff["east manager"], false);

        position = (await rep.Send(Patch, $"/lists/{list}", new { isShared = true })).Expect(200).Position!;
        await Sees(mate, true);
        await Sees(_staff["far west rep"], false);
        await Sees(_staff["east rep"], false);
        // What is on it is still only what each reaches, and it is changed by its owner and those above.
        (await OnList(mate, list, position)).ShouldBeEmpty();
        (await OnList(_staff["west manager"], list, position)).ShouldBe(["Only"]);
        (await mate.Send(Patch, $"/lists/{list}", new { name = "Ours" })).Expect(404);
        (await mate.Send(Put, $"/lists/{list}/contacts/{(await mate.Add("Of", "Mate")).Id}")).Expect(404);
        (await _staff["west manager"].Send(Patch, $"/lists/{list}", new { name = "Ours" })).Expect(200);

        async Task Sees(TestUser who, bool does)
        {
            (await who.Send(Get, $"/lists/{list}")).Expect(does ? 200 : 404);
            (await who.Send(Get, $"/lists/{list}/contacts")).Expect(does ? 200 : 404);
            (await Listed(who, position)).Contains(list).ShouldBe(does);
        }
    }

    [Fact]
    public async Task a_contact_out_of_reach_is_not_put_on_a_list()
    {
        var list = (await _staff["west rep"].Send(Post, "/lists", new { name = "Wishes" })).Expect(201).Id;
        var contact = (await _staff["east rep"].Add("Not", "Yours")).Id;
        (await _staff["west rep"].Send(Put, $"/lists/{list}/contacts/{contact}")).Expect(404);
        (await _staff["west rep"].Send(Put, $"/lists/{list}/contacts/{Guid.CreateVersion7()}")).Expect(404);
        (await _staff["west rep"].Send(Delete, $"/lists/{list}/contacts/{contact}")).Expect(404);
    }

    [Theory]
    [InlineData("""{}""", "/name")]
    [InlineData("""{"name":"  "}""", "/name")]
    [InlineData("""{"name":"x","search":{}}""", "/search")]
    [InlineData("""{"name":"x","search":{"timeZone":"Mars/Base"}}""", "/search/timeZone")]
    public async Task a_list_that_makes_no_sense_is_refused(string body, string place) =>
        (await _staff["west rep"].Send(Post, "/lists", body)).Expect(422).Pointers.ShouldContain(place);

    private static async Task<IEnumerable<string>> Listed(TestUser who, string position) =>
        (await who.Send(Get, $"/lists?limit=200&minPosition={Uri.EscapeDataString(position)}")).Expect(200).Items.Select(item => item.GetProperty("id").GetString()!);

    private static async Task<IEnumerable<string>> OnList(TestUser who, string list, string position) =>
        (await who.Send(Get, $"/lists/{list}/contacts?minPosition={Uri.EscapeDataString(position)}")).Expect(200).Items.Select(FirstName);

    private static string FirstName(System.Text.Json.JsonElement item) => item.GetProperty("firstName").GetString()!;
}
