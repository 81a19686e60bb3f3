using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;

namespace SalesEngagement.Integration.Access;

/// <summary>Who reaches whose records: own, team, all. What is out of reach is as if it were not there.</summary>
public sealed class ReachSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string Contacts = "/api/v1/contacts";
    private static readonly string[] Both = ["rep", "analyst"];
    private const string Reps = "west rep,far west rep,east rep";
    private readonly Staff _staff = fixture.Staff;

    [Theory]
    [InlineData("west rep", "west rep")]
    [InlineData("far west rep", "far west rep")]
    [InlineData("west manager", "west rep,far west rep")]
    [InlineData("east manager", "east rep")]
    [InlineData("manager", Reps)]
    [InlineData("compliance", Reps)]
    public async Task a_contact_is_reached_along_the_tree_of_teams_by_every_door(string who, string whose)
    {
        var reader = _staff[who];
        foreach (var rep in Reps.Split(','))
        {
            var (id, position) = await Staff.Contact(_staff[rep]);
            var isReached = whose.Split(',').Contains(rep);
            await reader.Client.Get($"{Contacts}/{id}").ShouldBe(isReached ? 200 : 404);
            await reader.Client.Get($"{Contacts}/{id}/timeline").ShouldBe(isReached ? 200 : 404);
            (await Listed(reader, id, position)).ShouldBe(isReached, $"{who} lists the contact of {rep}");
            await Watching(reader, id, isReached);
            if (who == "compliance")
                continue;
            await reader.Client.Send(HttpMethod.Patch, $"{Contacts}/{id}", new { title = "CTO" }).ShouldBe(isReached ? 200 : 404);
            await reader.Client.Post("/api/v1/calls", new { contactId = id }).ShouldBe(isReached ? 201 : 404);
            await reader.Client.Send(HttpMethod.Delete, $"{Contacts}/{id}").ShouldBe(isReached ? 204 : 404);
            await reader.Client.Post($"{Contacts}/{id}/restore", body: null).ShouldBe(isReached ? 200 : 404);
        }
    }

    [Fact]
    public async Task a_record_out_of_reach_answers_exactly_like_one_that_is_not_there()
    {
        var contact = (await Staff.Contact(_staff["east rep"])).Id;
        var outOfReach = await _staff["west rep"].Client.Get($"{Contacts}/{contact}").ShouldBeRefused(404, "not-found");
        var unknown = await _staff["west rep"].Client.Get($"{Contacts}/{Guid.CreateVersion7()}").ShouldBeRefused(404, "not-found");
        outOfReach.Text("detail").ShouldBe(unknown.Text("detail"));
    }

    [Fact]
    public async Task calls_and_numbers_are_reached_like_contacts()
    {
        var rep = _staff["east rep"];
        var contact = (await Staff.Contact(rep)).Id;
        var id = await _staff.EndedCall(rep, contact);
        var said = await rep.Client.Send(HttpMethod.Put, $"/api/v1/calls/{id}/disposition", new { disposition = "interested" }).ShouldBe(200);
        var position = said.Headers.GetValues("X-Position").Single();
        foreach (var (who, isReached) in new[] { ("east rep", true), ("east manager", true), ("manager", true), ("west manager", false), ("west rep", false) })
        {
            await _staff[who].Client.Get($"/api/v1/calls/{id}").ShouldBe(isReached ? 200 : 404);
            await _staff[who].Client.Send(HttpMethod.Put, $"/api/v1/calls/{id}/disposition", new { disposition = "interested" })
                .ShouldBe(isReached ? 200 : 404);
            var calls = await _staff[who].Client.Get($"/api/v1/calls?contactId={contact}&minPosition={position}").ShouldBe(200).Json();
            calls.GetProperty("items").GetArrayLength().ShouldBe(isReached ? 1 : 0, who);
            (await Users(_staff[who], position)).Contains(rep.UserId).ShouldBe(isReached, who);
        }

        (await Users(_staff["analyst"], position)).ShouldContain(rep.UserId);
    }

    [Fact]
    public async Task being_an_analyst_too_does_not_let_a_rep_see_the_contacts_of_others()
    {
        var both = await _staff.Host.AddUser(_staff.Admin, "rep");
        await _staff.Change(both, new { roles = Both }).ShouldBe(200);
        both = await _staff.Host.Again(both);
        var contact = (await Staff.Contact(_staff["east rep"])).Id;
        await both.Client.Get($"{Contacts}/{contact}").ShouldBe(404);
        await both.Client.Get("/api/v1/analytics/calls").ShouldBe(200);
    }

    [Fact]
    public async Task a_connection_receives_what_is_within_reach_and_nothing_else()
    {
        await using var live = await LiveClient.Connect(_staff.Host, _staff["west manager"].Token, "contacts", "activities");
        var far = (await Staff.Contact(_staff["far west rep"])).Id;
        var east = (await Staff.Contact(_staff["east rep"])).Id;
        var last = (await Staff.Contact(_staff["west rep"])).Id;

        var seen = await live.UpTo(n => n.IsAbout(last) && n.Type == "activity-logged");
        seen.ShouldContain(n => n.IsAbout(far) && n.Channel == "contacts");
        seen.ShouldNotContain(n => n.IsAbout(east));
    }

    private static async Task<bool> Listed(TestUser reader, Guid contact, string position)
    {
        var page = await reader.Client.Get($"{Contacts}?limit=200&minPosition={position}").ShouldBe(200).Json();
        return page.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("id").GetGuid() == contact);
    }

    private static async Task<IEnumerable<Guid>> Users(TestUser reader, string position)
    {
        var numbers = await reader.Client.Get($"/api/v1/analytics/calls?by=user&minPosition={position}").ShouldBe(200).Json();
        return
        [
            .. Descendants(numbers).Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("userId", out _))
                .Select(e => e.GetProperty("userId").GetGuid()),
        ];
    }

    private static IEnumerable<JsonElement> Descendants(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Descendants(member.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Descendants),
        _ => [],
    };

    private async Task Watching(TestUser reader, Guid contact, bool isReached)
    {
        await using var live = await LiveClient.Connect(_staff.Host, reader.Token);
        if (isReached)
            await live.Subscribe($"contact:{contact}:updates");
        else
            (await Should.ThrowAsync<HubException>(() => live.Subscribe($"contact:{contact}:updates"))).Message.ShouldContain("not-found");
    }
}
