using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Integration.Daemon;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Contacts;

/// <summary>States of numbers and addresses, time zones with their provenance, stages, tags and owners, over HTTP.</summary>
public sealed class ContactStateSpecs(SharedHost host) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const string Number = "+14155550100";
    private TestUser _rep = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rep = await host.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task numbers_and_addresses_show_their_state_and_keep_it()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        var marked = await Change(id, """
            { "phones": [{ "number": "+14155550100", "state": "wrong-number" }],
              "emails": [{ "address": "grace@navy.example", "state": "bounced" }] }
            """);
        (StateOf(marked, "phones"), StateOf(marked, "emails")).ShouldBe(("wrong-number", "bounced"));
        var kept = await Change(id, """{ "phones": [{ "number": "+1 415 555 0100", "label": "home" }] }""");
        (StateOf(kept, "phones"), StateOf(kept, "emails")).ShouldBe(("wrong-number", "bounced"));
        var valid = await Change(id, """{ "phones": [{ "number": "+14155550100", "state": "valid" }] }""");
        StateOf(valid, "phones").ShouldBe("valid");
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "phones": [{ "number": "+14155550100", "state": "dead" }] }""")).Expect(422);
    }

    [Fact]
    public async Task a_call_to_a_wrong_number_marks_it_once_and_it_is_not_called_again()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        var call = await EndedCall(Guid.Parse(id));
        (await _rep.Send(Put, $"/calls/{call}/disposition", """{ "disposition": "wrong-number" }""")).Expect(200);
        await Eventually.True(async () => StateOf(await Read(id), "phones") == "wrong-number");
        var refused = (await _rep.Send(Post, "/calls", new { contactId = id })).Expect(409);
        refused.Json.GetProperty("reasons")[0].GetProperty("code").GetString().ShouldBe("wrong-number");

        // The event once more, after somebody has found out that the number is right.
        await Change(id, """{ "phones": [{ "number": "+14155550100", "state": "valid" }] }""");
        var said = (await host.Services.GetRequiredService<IEventStore>().Open($"{_rep.TenantId}", new("test")).Read(call, Ct))[^1];
        var marker = host.Services.GetServices<ISubscription>().Single(subscription => subscription.Name == "WrongNumbers");
        await marker.Handle(said, Ct);
        StateOf(await Read(id), "phones").ShouldBe("valid");
        (await _rep.Send(Post, "/calls", new { contactId = id })).Expect(201);
    }

    [Fact]
    public async Task a_time_zone_follows_from_the_first_number_until_one_is_stated()
    {
        var added = (await _rep.Send(Post, "/contacts", """{ "firstName": "A", "lastName": "B", "phones": [{ "number": "+4930901820" }] }"""))
            .Expect(201);
        ZoneOf(added).ShouldBe(("Europe/Berlin", "area-code"));
        (await Read(added.Id)).Contact.ShouldBe(added.Contact);
        ZoneOf(await Change(added.Id, """{ "timeZone": "Asia/Tokyo" }""")).ShouldBe(("Asia/Tokyo", "stated"));
        ZoneOf(await Change(added.Id, """{ "timeZone": "Asia/Tokyo", "timeZoneProvenance": "address" }""")).ShouldBe(("Asia/Tokyo", "address"));
        ZoneOf(await Change(added.Id, """{ "timeZone": null }""")).ShouldBe(("Europe/Berlin", "area-code"));
        (await _rep.Send(Patch, $"/contacts/{added.Id}", """{ "timeZoneProvenance": "address" }""")).Expect(422)
            .Pointers.ShouldBe(["/timeZoneProvenance"]);
    }

    [Fact]
    public async Task contacts_are_listed_by_their_stage()
    {
        var id = (await _rep.Send(Post, "/contacts", """{ "firstName": "A", "lastName": "B", "stage": "new" }""")).Expect(201).Id;
        var changed = await Change(id, """{ "stage": "working" }""");
        var position = Uri.EscapeDataString(changed.Position!);
        (await _rep.Send(Get, $"/contacts?stage=working&minPosition={position}")).Expect(200).Items.Single().GetProperty("stage").GetString()
            .ShouldBe("working");
        (await _rep.Send(Get, "/contacts?stage=new")).Expect(200).Items.ShouldBeEmpty();
        (await Change(id, """{ "stage": null }""")).Json.TryGetProperty("stage", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task tags_are_put_and_taken_off_one_by_one_and_the_same_again_changes_nothing()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        TagsOf(await _rep.Send(Put, $"/contacts/{id}/tags/early%20bird")).ShouldBe(["navy", "early bird"]);
        (await _rep.Send(Put, $"/contacts/{id}/tags/early%20bird")).Expect(200).ETag.ShouldBe("\"2\"");
        TagsOf(await _rep.Send(Delete, $"/contacts/{id}/tags/navy")).ShouldBe(["early bird"]);
        (await _rep.Send(Delete, $"/contacts/{id}/tags/navy")).Expect(200).ETag.ShouldBe("\"3\"");
        (await _rep.Send(Put, $"/contacts/{id}/tags/{new string('x', 65)}")).Expect(422).Pointers.ShouldBe(["/tag"]);
        (await _rep.Send(Put, $"/contacts/{id}/tags/x", body: null, ("If-Match", "\"1\""))).Expect(412);
    }

    [Fact]
    public async Task an_owner_is_assigned_and_only_an_active_user_can_be_one()
    {
        var id = (await _rep.Send(Post, "/contacts", Api.Grace())).Expect(201).Id;
        (await _rep.Send(Post, $"/contacts/{id}/owner", new { ownerId = _rep.UserId })).Expect(200).ETag.ShouldBe("\"1\"");
        (await _rep.Send(Post, $"/contacts/{id}/owner", new { ownerId = _rep.TenantId })).Expect(422).Pointers.ShouldBe(["/ownerId"]);
        (await _rep.Send(Post, $"/contacts/{id}/owner", "{}")).Expect(422).Pointers.ShouldBe(["/ownerId"]);
    }

    private async Task<Guid> EndedCall(Guid contactId)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var session = host.Services.GetRequiredService<IEventStore>().Open($"{_rep.TenantId}", new("test"));
        session.Start<Call>(
            id,
            [
                new CallRequested(contactId, _rep.UserId, new(Number), "", CallDirection.Outbound, now),
                new CallPlaced("CA1", now),
                new CallEnded(contactId, _rep.UserId, CallDirection.Outbound, CallStatus.Completed, now, now, TalkSeconds: 7),
            ]);
        await session.Save(Ct);
        return id;
    }

    private async Task<Reply> Change(string id, string patch) => (await _rep.Send(Patch, $"/contacts/{id}", patch)).Expect(200);

    private async Task<Reply> Read(string id) => (await _rep.Send(Get, $"/contacts/{id}")).Expect(200);

    private static string? StateOf(Reply contact, string what) => contact.Json.GetProperty(what)[0].GetProperty("state").GetString();

    private static (string?, string?) ZoneOf(Reply contact) =>
        (contact.Json.GetProperty("timeZone").GetString(), contact.Json.GetProperty("timeZoneProvenance").GetString());

    private static IEnumerable<string?> TagsOf(Reply contact) =>
        contact.Expect(200).Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
}
