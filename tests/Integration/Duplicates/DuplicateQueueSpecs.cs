using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Merges;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>Pairs that look like one person come into a queue, and stay out of it once somebody has said that they are two.</summary>
public sealed class DuplicateQueueSpecs(DuplicateHost fixture) : IClassFixture<DuplicateHost>
{
    [Fact]
    public async Task a_pair_is_one_row_with_its_reasons_and_both_contacts_as_they_are()
    {
        var rep = await fixture.Stranger();
        var (one, other) = await Pair(rep);
        var pair = (await rep.Queue()).ShouldHaveSingleItem();
        pair.Contacts().ShouldBe((one, other));
        pair.Reasons().ShouldBe(["same-phone", "nickname"]);
        pair.Text("state").ShouldBe("open");
        pair.GetProperty("contacts")[1].Text("firstName").ShouldBe("Bill");
        (await rep.Send(Get, $"/contacts/duplicates/{pair.Text("id")}")).Expect(200).Json.Contacts().ShouldBe((one, other));
        // Whichever of the two is looked at again.
        foreach (var id in new[] { one, other })
            (await rep.Send(Patch, $"/contacts/{id}", new { title = "Chair" })).Expect(200);
        await fixture.Settled(rep);
        (await fixture.Rows(rep, "duplicate_pairs")).ShouldBe(1);
        (await rep.Queue()).ShouldHaveSingleItem().GetProperty("contacts")[0].Text("title").ShouldBe("Chair");
    }

    [Fact]
    public async Task what_is_dismissed_stays_so_for_later_scans_until_there_is_stronger_evidence()
    {
        var rep = await fixture.Stranger();
        var (one, other) = await Pair(rep);
        var id = (await rep.Queue())[0].Text("id");
        var dismissed = (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(200);
        (dismissed.Json.Text("state"), dismissed.Json.Text("dismissedBy")).ShouldBe(("dismissed", $"{rep.UserId}"));
        (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(200).ETag.ShouldBe(dismissed.ETag);
        (await rep.Queue()).ShouldBeEmpty();
        (await rep.Queue("state=dismissed")).ShouldHaveSingleItem();

        (await rep.Send(Post, "/contacts/duplicates/scans")).Expect(202);
        (await rep.Send(Patch, $"/contacts/{one}", new { title = "Chair" })).Expect(200);
        await fixture.Settled(rep);
        (await rep.Queue()).ShouldBeEmpty();

        var emails = new[] { new { address = "bill@gates.example" } };
        foreach (var contact in new[] { one, other })
            (await rep.Send(Patch, $"/contacts/{contact}", new { emails })).Expect(200);
        await fixture.Settled(rep);
        (await rep.Queue()).ShouldHaveSingleItem().Reasons().ShouldContain("same-email");
        (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(200).ETag.ShouldBe("\"2\"");
        (await rep.Queue()).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_dismissal_is_undone_and_again_changes_nothing()
    {
        var rep = await fixture.Stranger();
        await Pair(rep);
        var id = (await rep.Queue())[0].Text("id");
        (await rep.Send(Post, $"/contacts/duplicates/{id}/reopen")).Expect(200).Json.Text("state").ShouldBe("open");
        (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(200);
        foreach (var _ in new[] { 1, 2 })
        {
            var reopened = (await rep.Send(Post, $"/contacts/duplicates/{id}/reopen")).Expect(200);
            (reopened.Json.Text("state"), reopened.ETag).ShouldBe(("open", "\"2\""));
            reopened.Json.TryGetProperty("dismissedBy", out var _).ShouldBeFalse();
        }

        (await rep.Queue()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task who_is_put_away_takes_the_pair_along_and_brings_it_back()
    {
        var rep = await fixture.Stranger();
        var (one, _) = await Pair(rep);
        var id = (await rep.Queue())[0].Text("id");
        var position = (await rep.Send(Delete, $"/contacts/{one}")).Expect(204).Position;
        (await rep.Queue($"minPosition={position}")).ShouldBeEmpty();
        (await rep.Send(Get, $"/contacts/duplicates/{id}")).Expect(404);
        (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(404);
        position = (await rep.Send(Post, $"/contacts/{one}/restore")).Expect(200).Position;
        await fixture.Settled(rep);
        (await rep.Queue($"minPosition={position}")).ShouldHaveSingleItem().Text("id").ShouldBe(id);
    }

    [Fact]
    public async Task a_pair_that_looks_alike_no_more_goes_by_itself()
    {
        var rep = await fixture.Stranger();
        var (one, _) = await Pair(rep);
        (await rep.Send(Patch, $"/contacts/{one}", new { firstName = "Melinda" })).Expect(200);
        await fixture.Settled(rep);
        (await rep.Queue()).ShouldBeEmpty();
        (await fixture.Rows(rep, "duplicate_pairs")).ShouldBe(0);
    }

    [Fact]
    public async Task who_has_become_one_contact_is_no_pair_until_they_are_two_again()
    {
        var rep = await fixture.Stranger();
        var (one, other) = await Pair(rep);
        var id = (await rep.Queue())[0].Text("id");
        var merged = (await rep.Merge(other, one)).Expect(201);
        (await rep.Queue($"minPosition={merged.Position}")).ShouldBeEmpty();
        (await rep.Send(Get, $"/contacts/duplicates/{id}")).Expect(404);
        (await rep.Send(Post, $"/contacts/duplicates/{id}/dismiss")).Expect(404);
        (await rep.Send(Post, "/contacts/duplicates/scans")).Expect(202);
        await fixture.Settled(rep);
        (await rep.Queue()).ShouldBeEmpty();
        var position = (await rep.Unmerge(merged.Id)).Expect(200).Position;
        (await rep.Queue($"minPosition={position}")).ShouldHaveSingleItem().Text("id").ShouldBe(id);
    }

    [Fact]
    public async Task the_queue_is_filtered_and_pages_follow_each_other()
    {
        var rep = await fixture.Stranger();
        var company = await rep.Company("Acme");
        var (one, _) = await Pair(rep);
        foreach (var name in new[] { "Thomas", "Tom" })
            await rep.Enter(name, "Anderson", companyId: company);
        foreach (var name in new[] { "Ada", "Ada" })
            await rep.Enter(name, "Lovelace", email: "ada@engine.example");
        await fixture.Settled(rep);
        var all = await rep.Queue();
        all.Length.ShouldBe(3);
        var scores = all.Select(pair => pair.GetProperty("score").GetInt32()).ToArray();
        scores.ShouldBe(scores.OrderDescending());
        (await rep.Queue($"contactId={one}")).ShouldHaveSingleItem().Contacts().One.ShouldBe(one);
        (await rep.Queue($"minScore={scores[0]}")).Length.ShouldBe(scores.Count(score => score == scores[0]));
        (await rep.Send(Get, "/contacts/duplicates?minScore=101")).Expect(400);
        (await rep.Send(Get, "/contacts/duplicates?state=lost")).Expect(400);

        var first = (await rep.Send(Get, "/contacts/duplicates?limit=2")).Expect(200);
        var second = (await rep.Send(Get, $"/contacts/duplicates?limit=2&cursor={first.Json.Text("next")}")).Expect(200);
        first.Items.Concat(second.Items).Select(pair => pair.Text("id")).ShouldBe(all.Select(pair => pair.Text("id")));
        second.Json.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task both_contacts_must_be_within_reach()
    {
        var staff = await Staff.Of(fixture.Host);
        var west = await staff["west rep"].Enter("Grace", "Hopper", "+14155550100");
        var east = await staff["east rep"].Enter("Grace", "Hopper", "+14155550100");
        await fixture.Settled(staff.Admin);
        var pair = (await staff.Admin.Queue()).ShouldHaveSingleItem();
        pair.Contacts().ShouldBe((west, east));
        foreach (var who in new[] { "west rep", "east rep", "west manager", "east manager" })
        {
            (await staff[who].Queue()).ShouldBeEmpty();
            foreach (var (method, path) in new[] { (Get, ""), (Post, "/dismiss"), (Post, "/reopen") })
                (await staff[who].Send(method, $"/contacts/duplicates/{pair.Text("id")}{path}")).Expect(404);
        }

        (await staff["compliance"].Queue()).ShouldHaveSingleItem();
        (await staff["compliance"].Send(Post, $"/contacts/duplicates/{pair.Text("id")}/dismiss")).Expect(403);
        (await staff["west rep"].Send(Post, "/contacts/duplicates/scans")).Expect(403);
        var stranger = await fixture.Stranger();
        (await stranger.Send(Get, $"/contacts/duplicates/{pair.Text("id")}")).Expect(404);
    }

    [Fact]
    public async Task a_name_that_many_have_is_no_reason_and_the_company_still_is()
    {
        await using var few = fixture.Host.Twin(new Dictionary<string, string>(DuplicateHost.Settings) { ["Duplicates:MostNamesakes"] = "4", ["Duplicates:Run"] = "false" });
        var rep = await fixture.Stranger();
        var company = await rep.Company("Acme");
        foreach (var i in Enumerable.Range(0, 8))
            await rep.Enter("John", "Smith", $"+1415555{3000 + i}");
        var colleague = await rep.Enter("John", "Smith", companyId: company);
        await fixture.Settled(rep);
        (await rep.Queue()).ShouldBeEmpty();

        using var client = few.CreateClient();
        var hints = await client.Post("/api/v1/contacts/duplicates/check", DuplicateRig.Person("John", "Smith"), rep.Token).ShouldBe(200).Json();
        hints.Hints().ShouldBeEmpty();
        hints = await client.Post("/api/v1/contacts/duplicates/check", DuplicateRig.Person("John", "Smith", companyId: company), rep.Token).ShouldBe(200).Json();
        hints.Hints().ShouldBe([colleague]);
        hints.GetProperty("duplicates")[0].Reasons().ShouldBe(["same-name", "same-company", "common-name"]);
        // Where nine are few, the name alone is a hint.
        (await rep.Send(Post, "/contacts/duplicates/check", DuplicateRig.Person("John", "Smith"))).Expect(200).Json.Hints().Length.ShouldBe(5);
    }

    private async Task<(string One, string Other)> Pair(TestUser rep)
    {
        var one = await rep.Enter("William", "Gates", "+14255550111");
        var other = await rep.Enter("Bill", "Gates", "+14255550111");
        await fixture.Settled(rep);
        return (one, other);
    }
}
