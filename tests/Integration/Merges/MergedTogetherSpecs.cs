using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Telephony;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Merges;

/// <summary>What hangs on contacts that were merged: relationships, lists, history, reach, and erasure.</summary>
public sealed class MergedTogetherSpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private IPrivacy Privacy => host.Services.GetRequiredService<IPrivacy>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task relationships_follow_those_between_the_two_vanish_and_alike_ones_are_one()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"));
        await Relate(rep, ann, "works-with", bob);
        await Relate(rep, ann, "works-with", cy);
        await Relate(rep, cy, "works-with", bob);
        await Relate(rep, bob, "referred-by", cy);
        var merge = (await rep.Merge(ann, bob)).Expect(201).Id;
        (await Kinds(rep, ann)).ShouldBe(["referred-by", "works-with"]);
        (await Kinds(rep, cy)).ShouldBe(["referred", "works-with"]);
        (await rep.Ids($"/contacts/{cy}/relationships", "contactId")).Distinct().ShouldBe([ann]);
        (await rep.Send(Post, $"/contacts/{cy}/relationships", new { kind = "works-with", contactId = ann })).Expect(409).Code.ShouldBe("relationship-exists");

        (await rep.Unmerge(merge)).Expect(200);
        (await Kinds(rep, ann)).ShouldBe(["works-with", "works-with"]);
        (await Kinds(rep, bob)).ShouldBe(["referred-by", "works-with", "works-with"]);
    }

    [Fact]
    public async Task a_relationship_that_stands_for_two_goes_as_one()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"));
        await Relate(rep, ann, "works-with", cy);
        await Relate(rep, bob, "works-with", cy);
        (await rep.Merge(ann, bob)).Expect(201);
        var shown = (await rep.Ids($"/contacts/{cy}/relationships")).ShouldHaveSingleItem();
        (await rep.Send(Delete, $"/contacts/{cy}/relationships/{shown}")).Expect(204);
        (await Kinds(rep, ann)).ShouldBeEmpty();
        (await rep.Send(Get, $"/contacts/{cy}/relationships/{shown}")).Expect(404);
    }

    [Fact]
    public async Task nobody_comes_to_report_to_themselves_by_a_merge_or_while_it_stands()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy, dee) = (
            await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"), await rep.Person("Dee", "D", "0103"));
        await Relate(rep, ann, "reports-to", cy);
        await Relate(rep, cy, "reports-to", bob);
        (await rep.Merge(ann, bob)).Expect(409).Code.ShouldBe("reports-to-in-a-circle");
        (await rep.Preview(bob, ann)).Expect(409).Code.ShouldBe("reports-to-in-a-circle");

        (await rep.Merge(bob, dee)).Expect(201);
        (await rep.Merge(cy, ann)).Expect(201); // Ann reported to Cy: what they are to each other does not count.
        (await rep.Send(Post, $"/contacts/{bob}/relationships", new { kind = "reports-to", contactId = cy })).Expect(409)
            .Code.ShouldBe("reports-to-in-a-circle");
    }

    [Fact]
    public async Task who_was_on_a_list_is_on_it_as_the_survivor_once()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"), await rep.Person("Cy", "C", "0102"));
        var list = (await rep.Send(Post, "/lists", new { name = "Friends" })).Expect(201).Id;
        foreach (var contact in new[] { bob, cy })
            (await rep.Send(Put, $"/lists/{list}/contacts/{contact}")).Expect(204);
        (await rep.Merge(ann, bob)).Expect(201);
        var merge = (await rep.Merge(ann, cy)).Expect(201);
        (await rep.Ids($"/lists/{list}/contacts", position: merge.Position)).ShouldBe([ann]);
        (await rep.Send(Put, $"/lists/{list}/contacts/{bob}")).Expect(409).Code.ShouldBe("contact-merged");
        var undone = (await rep.Unmerge(merge.Id)).Expect(200);
        (await rep.Ids($"/lists/{list}/contacts", position: undone.Position)).ShouldBe([ann, cy]);
        var gone = (await rep.Send(Delete, $"/lists/{list}/contacts/{ann}")).Expect(204);
        (await rep.Ids($"/lists/{list}/contacts", position: gone.Position)).ShouldBe([cy]);
    }

    [Fact]
    public async Task the_history_tells_of_both()
    {
        var admin = await host.Stranger("admin");
        var (ann, bob) = (await admin.Person("Ann", "A", "0100"), await admin.Person("Bob", "B", "0101"));
        (await admin.Merge(ann, bob)).Expect(201);
        var events = (await admin.Send(Get, $"/contacts/{ann}/history")).Expect(200).Items
            .Select(item => $"{item.TextOrNull("event")} {(item.TextOrNull("contactId") == ann ? "Ann" : "Bob")}").ToArray();
        events[..2].ShouldBe(["contact_merged_into Bob", "contact_absorbed Ann"], ignoreOrder: true);
        events[2..].ShouldBe(["contact_added Bob", "contact_added Ann"]);
        var first = (await admin.Send(Get, $"/contacts/{ann}/history?limit=3")).Expect(200);
        (await admin.Send(Get, $"/contacts/{ann}/history?limit=3&cursor={first.Json.TextOrNull("next")}")).Expect(200).Items.Count().ShouldBe(1);
    }

    [Fact]
    public async Task an_erased_survivor_takes_the_merged_with_it_and_nothing_brings_them_back()
    {
        var rep = await host.Stranger();
        var (ann, bob, cy) = (await rep.Person("Ann", "Alder", "0100"), await rep.Person("Bob", "Birch", "0101"), await rep.Person("Cy", "Cedar", "0102"));
        (await rep.Merge(bob, cy)).Expect(201);
        var merge = (await rep.Merge(ann, bob)).Expect(201).Id;
        await Privacy.Erase($"{rep.TenantId}", ann, Ct);
        foreach (var contact in new[] { ann, bob, cy })
            await Eventually.True(async () => (await Privacy.ErasureOf($"{rep.TenantId}", contact, Ct))?.PurgedAt is not null);
        (await rep.Unmerge(merge)).Expect(409).Code.ShouldBe("subject-erased");
        (await rep.Merge(ann, await rep.Person("Dee", "Dogwood", "0103"))).Expect(409).Code.ShouldBe("subject-erased");
        (await rep.Contact(cy)).TextOrNull("firstName").ShouldBe("erased");
        foreach (var asked in new[] { "Alder", "Birch", "Cedar" })
            (await rep.Send(Get, $"/contacts/search?q={asked}")).Expect(200).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task erased_after_it_was_taken_back_somebody_leaves_nothing_with_the_other()
    {
        var admin = await host.Stranger("admin");
        var (ann, bob) = (await admin.Person("Ann", "Alder", "0100"), await admin.Person("Bob", "Birch", "0101", new { title = "Botanist" }));
        var merge = (await admin.Merge(ann, bob, new { lastName = "loser" })).Expect(201).Id;
        (await admin.Unmerge(merge)).Expect(200);
        await Privacy.Erase($"{admin.TenantId}", bob, Ct);
        await Eventually.True(async () => (await Privacy.ErasureOf($"{admin.TenantId}", bob, Ct))?.PurgedAt is not null);
        var history = (await admin.Send(Get, $"/contacts/{ann}/history")).Expect(200).Text;
        foreach (var trace in new[] { "Birch", "0101", "Botanist", "bob." })
            history.ShouldNotContain(trace);
        var left = await admin.Contact(ann);
        (left.TextOrNull("lastName"), left.TextOrNull("title")).ShouldBe(("Alder", null));
        left.Numbers().ShouldBe(["0100"]);
    }

    [Fact]
    public async Task who_was_merged_with_somebody_under_legal_hold_is_not_erased()
    {
        var rep = await host.Stranger();
        var (ann, bob) = (await rep.Person("Ann", "A", "0100"), await rep.Person("Bob", "B", "0101"));
        (await rep.Merge(ann, bob)).Expect(201);
        await Privacy.Hold($"{rep.TenantId}", bob, Ct);
        await Should.ThrowAsync<SubjectHeldException>(() => Privacy.Erase($"{rep.TenantId}", ann, Ct));
        (await Privacy.StateOf($"{rep.TenantId}", ann, Ct)).ShouldBe(SubjectState.Active);
    }

    private static async Task Relate(TestUser rep, string one, string kind, string other) =>
        (await rep.Send(Post, $"/contacts/{one}/relationships", new { kind, contactId = other })).Expect(201);

    private static async Task<IEnumerable<string>> Kinds(TestUser rep, string contact) =>
        (await rep.Ids($"/contacts/{contact}/relationships", "kind")).Order(StringComparer.Ordinal);
}
