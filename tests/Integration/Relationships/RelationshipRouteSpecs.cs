using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Relationships;

/// <summary>What contacts are to each other, over HTTP: seen from both sides, in no circles, within reach, while both are there.</summary>
public sealed class RelationshipRouteSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private readonly Staff _staff = fixture.Staff;
    private readonly TestUser _rep = fixture.Staff["west rep"];

    [Fact]
    public async Task a_relationship_is_seen_from_both_sides_until_it_is_removed()
    {
        var (ann, bob) = (await Contact("Lee"), await Contact("Ray"));
        var added = (await Relate(ann, "reports-to", bob)).Expect(201);
        added.Location.ShouldBe($"/api/v1/contacts/{ann}/relationships/{added.Id}");
        (await _rep.Send(Get, $"/contacts/{ann}/relationships/{added.Id}")).Expect(200).Text.ShouldBe(added.Text);
        (await Seen(ann)).ShouldBe(["reports-to Ray"]);
        (await Seen(bob)).ShouldBe(["manager-of Lee"]);

        (await _rep.Send(Delete, $"/contacts/{bob}/relationships/{added.Id}")).Expect(204);
        (await _rep.Send(Delete, $"/contacts/{bob}/relationships/{added.Id}")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{ann}/relationships/{added.Id}")).Expect(404);
        (await Seen(ann)).ShouldBeEmpty();
        (await Relate(bob, "manager-of", ann)).Expect(201);
    }

    [Theory]
    [InlineData("reports-to", "manager-of")]
    [InlineData("works-with", "works-with")]
    [InlineData("decision-maker-of", "has-decision-maker")]
    [InlineData("assistant-of", "has-assistant")]
    [InlineData("referred-by", "referred")]
    public async Task the_same_again_from_either_side_changes_nothing(string kind, string inverse)
    {
        var (ann, bob) = (await Contact("Lee"), await Contact("Ray"));
        (await Relate(ann, kind, bob)).Expect(201);
        (await Relate(ann, kind, bob)).Expect(409).Code.ShouldBe("relationship-exists");
        (await Relate(bob, inverse, ann)).Expect(409).Code.ShouldBe("relationship-exists");
        (await Seen(bob)).ShouldBe([$"{inverse} Lee"]);
    }

    [Fact]
    public async Task nobody_reports_to_themselves_in_the_end()
    {
        var (ann, bob, cy) = (await Contact("Lee"), await Contact("Ray"), await Contact("Orr"));
        (await Relate(ann, "reports-to", bob)).Expect(201);
        (await Relate(bob, "reports-to", cy)).Expect(201);
        (await Relate(cy, "reports-to", ann)).Expect(409).Code.ShouldBe("reports-to-in-a-circle");
        (await Relate(ann, "manager-of", cy)).Expect(409).Code.ShouldBe("reports-to-in-a-circle");
        (await Relate(ann, "reports-to", cy)).Expect(201);
        (await Relate(cy, "works-with", ann)).Expect(201);
    }

    [Fact]
    public async Task two_halves_of_a_circle_at_once_do_not_pass_each_other()
    {
        for (var round = 0; round < 5; round++)
        {
            var (ann, bob) = (await Contact("Lee"), await Contact("Ray"));
            var both = await Task.WhenAll(Relate(ann, "reports-to", bob), Relate(bob, "reports-to", ann));
            both.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        }
    }

    [Fact]
    public async Task what_is_wrong_is_told_where()
    {
        var ann = await Contact("Lee");
        (await Relate(ann, "works-with", ann)).Expect(422).Pointers.ShouldBe(["/contactId"]);
        (await Relate(ann, "works-with", $"{Guid.CreateVersion7()}")).Expect(422).Pointers.ShouldBe(["/contactId"]);
        (await Relate(ann, "sister-of", await Contact("Ray"))).Expect(422).Pointers.ShouldBe(["/kind"]);
        (await _rep.Send(Post, $"/contacts/{ann}/relationships", "{}")).Expect(422).Pointers.ShouldBe(["/contactId", "/kind"]);
    }

    [Fact]
    public async Task both_contacts_must_be_within_reach_to_relate_to_see_and_to_remove()
    {
        var ann = await Contact("Lee");
        var east = $"{(await Staff.Contact(_staff["east rep"])).Id}";
        (await Relate(ann, "works-with", east)).Expect(422).Pointers.ShouldBe(["/contactId"]);
        (await Relate(east, "works-with", ann)).Expect(404);

        var relationship = (await Relate(ann, "works-with", east, by: _staff.Admin)).Expect(201).Id;
        (await Seen(ann)).ShouldBeEmpty();
        (await Seen(ann, by: _staff.Admin)).ShouldBe(["works-with Hopper"]);
        (await _rep.Send(Get, $"/contacts/{ann}/relationships/{relationship}")).Expect(404);
        (await _rep.Send(Delete, $"/contacts/{ann}/relationships/{relationship}")).Expect(404);
        (await _staff["east rep"].Send(Get, $"/contacts/{ann}/relationships")).Expect(404);
        (await _staff.Admin.Send(Delete, $"/contacts/{ann}/relationships/{relationship}")).Expect(204);
    }

    [Fact]
    public async Task who_is_put_away_vanishes_from_the_other_s_relationships_and_comes_back()
    {
        var (ann, bob) = (await Contact("Lee"), await Contact("Ray"));
        var id = (await Relate(ann, "assistant-of", bob)).Expect(201).Id;
        (await _rep.Send(Delete, $"/contacts/{bob}")).Expect(204);
        (await Seen(ann)).ShouldBeEmpty();
        (await _rep.Send(Get, $"/contacts/{ann}/relationships/{id}")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{bob}/relationships")).Expect(404);
        (await Relate(ann, "works-with", bob)).Expect(422);
        (await _rep.Send(Post, $"/contacts/{bob}/restore")).Expect(200);
        (await Seen(ann)).ShouldBe(["assistant-of Ray"]);
        (await Seen(bob)).ShouldBe(["has-assistant Lee"]);
    }

    [Fact]
    public async Task pages_follow_each_other()
    {
        var ann = await Contact("Lee");
        foreach (var name in new[] { "A", "B", "C" })
            (await Relate(ann, "works-with", await Contact(name))).Expect(201);
        var first = (await _rep.Send(Get, $"/contacts/{ann}/relationships?limit=2")).Expect(200);
        var next = first.Json.GetProperty("next").GetString();
        var second = (await _rep.Send(Get, $"/contacts/{ann}/relationships?limit=2&cursor={next}")).Expect(200);
        (first.Items.Count(), second.Items.Count()).ShouldBe((2, 1));
        second.Json.TryGetProperty("next", out _).ShouldBeFalse();
    }

    private async Task<string> Contact(string lastName) => (await _rep.Send(Post, "/contacts", Api.Grace(lastName))).Expect(201).Id;

    private Task<Reply> Relate(string one, string kind, string other, TestUser? by = null) =>
        (by ?? _rep).Send(Post, $"/contacts/{one}/relationships", new { kind, contactId = other });

    private async Task<IEnumerable<string>> Seen(string contact, TestUser? by = null) =>
        (await (by ?? _rep).Send(Get, $"/contacts/{contact}/relationships")).Expect(200).Items
            .Select(item => $"{item.GetProperty("kind").GetString()} {item.GetProperty("lastName").GetString()}");
}
