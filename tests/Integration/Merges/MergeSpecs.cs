using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Merges;

/// <summary>Two contacts become one and two again, over HTTP.</summary>
public sealed class MergeSpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private static readonly string[] Navy = ["navy"];
    private static readonly string[] Cobol = ["cobol"];

    [Fact]
    public async Task a_preview_shows_field_by_field_what_would_become_of_them_and_changes_nothing()
    {
        var rep = await host.Stranger();
        var winner = await rep.Person("Grace", "Hopper", "0100", new { title = "Admiral", tags = Navy });
        var loser = await rep.Person("Grace", "Murray", "0101", new { title = "Commodore", stage = "won", tags = Cobol });
        var call = (await rep.Send(Post, "/calls", new { contactId = loser })).Expect(201);
        (await rep.Ids("/calls", position: call.Position)).ShouldBe([call.Id]);

        var preview = (await rep.Preview(winner, loser)).Expect(200).Json;
        var fields = preview.GetProperty("fields").EnumerateArray().ToDictionary(field => field.TextOrNull("field")!);
        (fields["title"].TextOrNull("winner"), fields["title"].TextOrNull("loser"), fields["title"].TextOrNull("result"), fields["title"].GetProperty("isConflict").GetBoolean())
            .ShouldBe(("Admiral", "Commodore", "Admiral", true));
        (fields["stage"].TextOrNull("winner"), fields["stage"].TextOrNull("result"), fields["stage"].TextOrNull("side")).ShouldBe((null, "won", "loser"));
        preview.Numbers().ShouldBe(["0100", "0101"]);
        preview.GetProperty("follows").GetProperty("calls").GetInt32().ShouldBe(1);
        (await rep.Contact(winner)).GetProperty("version").GetInt64().ShouldBe(1);
        (await rep.Contact(loser)).GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task the_survivor_has_all_and_the_other_says_who_that_is()
    {
        var rep = await host.Stranger();
        var (winner, loser) = (await rep.Person("Ann", "Lee", "0100"), await rep.Person("Anna", "Leigh", "0101", new { title = "Boss" }));
        var merge = (await rep.Merge(winner, loser, new { firstName = "loser" })).Expect(201);
        merge.Location.ShouldBe($"/api/v1/contacts/merges/{merge.Id}");
        var contact = await rep.Contact(winner);
        (contact.TextOrNull("firstName"), contact.TextOrNull("lastName"), contact.TextOrNull("title")).ShouldBe(("Anna", "Lee", "Boss"));
        contact.Numbers().ShouldBe(["0100", "0101"]);
        (await rep.Contact(loser)).TextOrNull("mergedInto").ShouldBe(winner);
        (await rep.Ids("/contacts", position: merge.Position)).ShouldBe([winner]);
        (await rep.Ids("/contacts?deleted=true")).ShouldBeEmpty();
        (await rep.Ids($"/contacts/merges?contactId={loser}")).ShouldBe([merge.Id]);
        (await rep.Send(Get, $"/contacts/merges/{merge.Id}")).Expect(200).Json.TextOrNull("winnerId").ShouldBe(winner);
    }

    [Fact]
    public async Task whatever_is_done_with_the_other_is_refused_and_names_the_survivor_through_all_merges()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"));
        (await rep.Merge(bob, cy)).Expect(201);
        (await rep.Merge(ann, bob)).Expect(201);
        foreach (var refused in new[]
                 {
                     await rep.Send(Patch, $"/contacts/{cy}", new { title = "x" }), await rep.Send(Delete, $"/contacts/{cy}"),
                     await rep.Send(Post, $"/contacts/{cy}/restore"), await rep.Send(Put, $"/contacts/{cy}/tags/x"),
                     await rep.Send(Delete, $"/contacts/{cy}/tags/x"), await rep.Send(Post, $"/contacts/{cy}/owner", new { ownerId = rep.UserId }),
                     await rep.Send(Post, "/calls", new { contactId = cy }), await rep.Merge(ann, cy), await rep.Merge(cy, ann), await rep.Preview(ann, cy),
                 })
        {
            refused.Expect(409).Code.ShouldBe("contact-merged");
            refused.Json.GetProperty("reasons")[0].TextOrNull("detail").ShouldBe(ann);
        }

        (await rep.Contact(cy)).TextOrNull("mergedInto").ShouldBe(ann);
        (await rep.Contact(ann)).Numbers().ShouldBe(["0100", "0101", "0102"]);
    }

    [Fact]
    public async Task calls_and_timeline_follow_and_go_apart_again_with_what_came_since()
    {
        var rep = await host.Stranger();
        var (winner, loser) = (await rep.Person("Ann", "Lee", "0100"), await rep.Person("Bob", "Ray", "0101"));
        var before = (await rep.Send(Post, "/calls", new { contactId = loser })).Expect(201);
        var merge = (await rep.Merge(winner, loser)).Expect(201);
        var since = (await rep.Send(Post, "/calls", new { contactId = winner, phone = "+14155550101" })).Expect(201);
        (await rep.Ids($"/calls?contactId={winner}", position: since.Position)).ShouldBe([since.Id, before.Id]);
        (await rep.Ids($"/contacts/{winner}/timeline", "title", since.Position)).Count(title => title == "Contact added").ShouldBe(2);
        (await rep.Send(Get, $"/contacts/{loser}/timeline")).Expect(404);

        var undone = (await rep.Unmerge(merge.Id)).Expect(200);
        undone.Json.TextOrNull("undoneAt").ShouldNotBeNull();
        (await rep.Ids($"/calls?contactId={winner}", position: undone.Position)).ShouldBe([since.Id]);
        (await rep.Ids($"/calls?contactId={loser}")).ShouldBe([before.Id]);
        (await rep.Contact(winner)).Numbers().ShouldBe(["0100"]);
        (await rep.Contact(loser)).Numbers().ShouldBe(["0101"]);
        (await rep.Contact(loser)).TextOrNull("mergedInto").ShouldBeNull();
        (await rep.Ids("/contacts", position: undone.Position)).Order().ShouldBe(new[] { winner, loser }.Order());
    }

    [Fact]
    public async Task taking_back_again_changes_nothing_and_an_inner_merge_waits_for_the_outer()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"));
        var (inner, outer) = ((await rep.Merge(bob, cy)).Expect(201).Id, (await rep.Merge(ann, bob)).Expect(201).Id);
        var refused = (await rep.Unmerge(inner)).Expect(409);
        (refused.Code, refused.Json.GetProperty("reasons")[0].TextOrNull("detail")).ShouldBe(("merge-not-outermost", outer));
        (await rep.Unmerge(outer)).Expect(200);
        var again = (await rep.Unmerge(outer)).Expect(200);
        again.ETag.ShouldBe("\"2\"");
        (await rep.Unmerge(inner)).Expect(200);
        (await rep.Contact(bob)).Numbers().ShouldBe(["0101"]);
        (await rep.Merge(bob, ann)).Expect(201);
    }

    [Fact]
    public async Task who_is_found_by_the_other_s_name_number_or_address_is_the_survivor_once()
    {
        var rep = await host.Stranger();
        var (winner, loser) = (await rep.Person("Margaret", "Hamilton", "0100"), await rep.Person("Peggy", "Heafield", "0101"));
        var merge = (await rep.Merge(winner, loser)).Expect(201);
        foreach (var asked in new[] { "Heafield", "Peggy Heafield", "415-555-0101", "peggy.heafield", "Hamilton" })
            (await Found(rep, asked, merge.Position)).ShouldBe([winner], asked);
        (await rep.Ids($"/contacts/suggestions?q=heaf")).ShouldBe([winner]);
        var undone = (await rep.Unmerge(merge.Id)).Expect(200);
        (await Found(rep, "Heafield", undone.Position)).ShouldBe([loser]);
        (await Found(rep, "415-555-0101", undone.Position)).ShouldBe([loser]);
    }

    [Fact]
    public async Task if_match_speaks_of_the_winner()
    {
        var rep = await host.Stranger();
        var (winner, loser) = (await rep.Person("Ann", "Lee", "0100"), await rep.Person("Bob", "Ray", "0101"));
        (await rep.Send(Patch, $"/contacts/{winner}", new { title = "Boss" })).Expect(200);
        var body = new { winnerId = winner, loserId = loser };
        (await rep.Send(Post, "/contacts/merges", body, ("If-Match", "\"1\""))).Expect(412);
        (await rep.Send(Post, "/contacts/merges", body, ("If-Match", "\"2\""))).Expect(201);
    }

    [Fact]
    public async Task the_same_key_merges_once()
    {
        var rep = await host.Stranger();
        var body = new { winnerId = await rep.Person("Ann", "Lee", "0100"), loserId = await rep.Person("Bob", "Ray", "0101") };
        var first = (await rep.Send(Post, "/contacts/merges", body, ("Idempotency-Key", "once"))).Expect(201);
        (await rep.Send(Post, "/contacts/merges", body, ("Idempotency-Key", "once"))).Expect(201).Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task each_into_the_other_at_once_is_one_merge()
    {
        var rep = await host.Stranger();
        for (var round = 0; round < 5; round++)
        {
            var (ann, bob) = (await rep.Person("Ann", "Lee", "0100"), await rep.Person("Bob", "Ray", "0101"));
            var both = await Task.WhenAll(rep.Merge(ann, bob), rep.Merge(bob, ann), rep.Merge(ann, bob));
            both.Select(reply => reply.Status).Order().ShouldBe([201, 409, 409]);
        }
    }

    [Fact]
    public async Task what_is_wrong_is_told_where()
    {
        var rep = await host.Stranger();
        var ann = await rep.Person("Ann", "Lee", "0100");
        (await rep.Send(Post, "/contacts/merges", "{}")).Expect(422).Pointers.ShouldBe(["/loserId", "/winnerId"]);
        (await rep.Merge(ann, ann)).Expect(422).Pointers.ShouldBe(["/loserId"]);
        (await rep.Merge(ann, $"{Guid.CreateVersion7()}")).Expect(404);
        (await rep.Merge(ann, await rep.Person("Bob", "Ray", "0101"), new { phones = "loser" })).Expect(422).Pointers.ShouldBe(["/fields/phones"]);
        (await rep.Unmerge($"{Guid.CreateVersion7()}")).Expect(404);
    }

    private static async Task<string[]> Found(TestUser rep, string asked, string? position) =>
        [.. (await rep.Send(Get, $"/contacts/search?q={Uri.EscapeDataString(asked)}&minPosition={position}")).Expect(200).Items
            .Select(item => item.GetProperty("contact").GetProperty("id").GetString()!)];
}
