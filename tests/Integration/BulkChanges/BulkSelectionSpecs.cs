using System.Text.Json;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Imports;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>Contacts are chosen to the last, however many there are; where an end comes before, it is said.</summary>
public sealed class BulkSelectionSpecs : IAsyncLifetime
{
    /// <summary>More than search ranks.</summary>
    private const int Many = 620;

    private static readonly string[] Regions = ["EMEA", "APAC"];
    private static readonly object Vip = new { kind = "add-tag", tag = "vip" };
    private TestHost _host = null!;
    private TestUser _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(new Dictionary<string, string>(BulkHost.Settings) { ["BulkChanges:BatchItems"] = "200", ["BulkChanges:MostContacts"] = "700" });
        _admin = await _host.Register();
        await _admin.Import(ImportRig.People(Many), "tags=fair");
        await Eventually.True(async () => await Count(new { filter = new { tag = "fair" } }) == Many && await Count(new { search = new { tag = "fair" } }) == Many);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task filters_searches_without_words_and_lists_go_to_the_end_and_a_search_with_words_says_where_it_ends()
    {
        await _admin.People(2);
        var list = await List(new { name = "Fair", search = new { tag = "fair" } });
        foreach (var selection in new object[]
                 {
                     new { filter = new { tag = "fair", ownerId = _admin.UserId } }, new { search = new { tag = "fair", ownerId = _admin.UserId } }, new { listId = list },
                 })
        {
            var whole = (await _admin.Preview(selection, Vip)).Expect(200).Json;
            (whole.GetProperty("count").GetInt64(), whole.GetProperty("truncated").GetBoolean()).ShouldBe((Many, false));
            whole.TryGetProperty("outOfReach", out _).ShouldBeFalse();
        }

        foreach (var selection in new object[] { new { search = new { q = "grace", tag = "fair" } }, new { listId = await List(new { name = "Grace", search = new { q = "grace" } }) } })
        {
            var cut = (await _admin.Preview(selection, Vip)).Expect(200).Json;
            (cut.GetProperty("count").GetInt64(), cut.GetProperty("truncated").GetBoolean()).ShouldBe((500, true));
        }

        var found = (await _admin.Preview(new { search = new { q = "\"number 617\"" } }, Vip)).Expect(200).Json;
        found.GetProperty("truncated").GetBoolean().ShouldBeFalse();
        (await _admin.ChangeMany(new { listId = list }, Vip)).Told().ShouldBe($"completed {Many} 0 0 0");
        await Eventually.True(async () => await Count(new { filter = new { tag = "vip" } }) == Many);
    }

    [Fact]
    public async Task a_dynamic_list_without_words_is_read_to_its_end_each_once()
    {
        var list = await List(new { name = "Fair", search = new { tag = "fair" } });
        var seen = new List<string>();
        for (var (next, pages) = ((string?)"", 0); next is not null; pages++)
        {
            pages.ShouldBeLessThan(5);
            var page = (await _admin.Send(Get, $"/lists/{list}/contacts?limit=200{next}")).Expect(200);
            seen.AddRange(page.Items.Select(contact => contact.Text("id")));
            next = page.Json.TryGetProperty("next", out var cursor) ? $"&cursor={cursor.GetString()}" : null;
        }

        (seen.Count, seen.Distinct().Count()).ShouldBe((Many, Many));
    }

    [Fact]
    public async Task contacts_on_a_static_list_are_chosen_and_more_than_are_allowed_are_cut_and_that_is_said()
    {
        var list = await List(new { name = "By hand" });
        var (ids, _) = await _admin.People(3, "hand");
        var position = "";
        foreach (var id in ids)
            position = (await _admin.Send(Put, $"/lists/{list}/contacts/{id}")).Expect(204).Position;
        var chosen = (await _admin.Preview(new { listId = list }, Vip, position)).Expect(200).Json;
        chosen.GetProperty("sample").EnumerateArray().Select(contact => contact.Text("id")).ShouldBe(ids);

        await _admin.Import(ImportRig.People(100, from: 5000), "tags=fair");
        await Eventually.True(async () => (await Preview(new { filter = new { tag = "fair" } })).GetProperty("truncated").GetBoolean());
        (await Count(new { filter = new { tag = "fair" } })).ShouldBe(700);
    }

    [Fact]
    public async Task a_filter_goes_by_custom_fields_and_one_that_is_not_there_is_named()
    {
        (await _admin.Send(Post, "/custom-fields", new { name = "region", label = "Region", kind = "choice", choices = Regions, isPersonal = false })).Expect(201);
        var mary = (await _admin.Send(Post, "/contacts", new { firstName = "Mary", lastName = "Allen", fields = new { region = "EMEA" } })).Expect(201);

        var found = (await _admin.Preview(new { filter = new { fields = new { region = new { @in = Regions[..1] } } } }, Vip, mary.Position)).Expect(200).Json;
        found.GetProperty("sample").EnumerateArray().Select(contact => contact.Text("id")).ShouldBe([mary.Id]);

        var refused = (await _admin.Preview(new { filter = new { fields = new { nowhere = new { exists = true } } } }, Vip)).Expect(422);
        refused.Json.GetRawText().ShouldContain("/selection/filter/fields/nowhere");
    }

    private async Task<string> List(object body) => (await _admin.Send(Post, "/lists", body)).Expect(201).Id;

    private async Task<long> Count(object selection) => (await Preview(selection)).GetProperty("count").GetInt64();

    private async Task<JsonElement> Preview(object selection)
    {
        // Only so many wait at once: each is confirmed to do what changes nothing.
        var preview = (await _admin.Preview(selection, new { kind = "restore" })).Expect(200);
        (await _admin.Confirm(preview)).Expect(202);
        return preview.Json;
    }
}
