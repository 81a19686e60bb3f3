using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.BulkChanges;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Isolation;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>Many contacts are changed at once: those that a preview showed, each as if it had been changed alone.</summary>
public sealed class BulkChangeSpecs(BulkHost fixture) : IClassFixture<BulkHost>, IAsyncLifetime
{
    private TestUser _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_preview_counts_and_shows_and_what_it_showed_is_changed_and_again_changes_nothing()
    {
        var (ids, _) = await _admin.People(12);
        (await _admin.Send(Put, $"/contacts/{ids[0]}/tags/vip")).Expect(200);
        var gone = (await _admin.Send(Delete, $"/contacts/{ids[1]}")).Expect(204).Position;
        object chosen = new { ids = ids.Append($"{Guid.CreateVersion7()}").Append(ids[0]) };
        var preview = (await _admin.Preview(chosen, new { kind = "add-tag", tag = " vip " }, gone)).Expect(200).Json;
        (preview.GetProperty("count").GetInt64(), preview.GetProperty("alreadySo").GetInt64(), preview.GetProperty("putAway").GetInt64())
            .ShouldBe((12, 1, 1));
        (preview.GetProperty("outOfReach").GetInt64(), preview.GetProperty("truncated").GetBoolean()).ShouldBe((1, false));
        preview.GetProperty("sample").GetArrayLength().ShouldBe(10);
        preview.GetProperty("sample")[0].Text("lastName").ShouldBe("Number 0");

        var confirmed = (await _admin.Confirm(preview.Text("token"))).Expect(202);
        confirmed.Location.ShouldBe($"/api/v1{BulkRig.BulkChanges}/{confirmed.Id}");
        var change = await _admin.Rested(confirmed.Id);
        change.Told().ShouldBe("completed 10 1 1 0");
        (change.GetProperty("progress").GetDouble(), change.GetProperty("total").GetInt64(), change.GetProperty("done").GetInt64()).ShouldBe((1, 12, 12));
        foreach (var id in ids.Skip(2))
            (await _admin.Contact(id)).Tags().ShouldBe(["navy", "vip"]);
        (await _admin.ItemsOf(change)).Reasons().ShouldBe("deleted:1");
        (await _admin.ItemsOf(change, "result=unchanged")).Single().Text("contactId").ShouldBe(ids[0]);
        (await _admin.ItemsOf(change, "result=changed&limit=4")).Length.ShouldBe(4);

        (await _admin.ChangeMany(chosen, new { kind = "add-tag", tag = "vip" })).Told().ShouldBe("completed 0 11 1 0");
        (await _admin.Contact(ids[5])).GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task a_token_is_used_once_and_by_its_owner_alone()
    {
        var (ids, position) = await _admin.People(3);
        var manager = await fixture.Host.AddUser(_admin, "manager");
        var preview = (await _admin.Preview(new { ids }, new { kind = "stage", stage = "new" }, position)).Expect(200).Json.Text("token");
        foreach (var other in new[] { manager, await fixture.Stranger() })
            (await other.Confirm(preview)).Expect(422).Pointers.ShouldBe(["/token"]);
        (await _admin.Confirm(preview[..^2] + "xx")).Expect(422);
        (await _admin.Send(Post, BulkRig.BulkChanges, new { })).Expect(422);

        var first = (await _admin.Confirm(preview)).Expect(202);
        (await _admin.Confirm(preview)).Expect(202).Id.ShouldBe(first.Id);
        await _admin.Rested(first.Id);
        (await _admin.Confirm(preview)).Expect(202).Id.ShouldBe(first.Id);
        (await _admin.Send(Get, BulkRig.BulkChanges)).Expect(200).Items.Count().ShouldBe(1);
        (await _admin.Contact(ids[0])).GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task a_preview_that_expired_or_that_many_others_followed_is_not_carried_out()
    {
        var (ids, position) = await _admin.People(2);
        var first = await _admin.Preview(new { ids }, new { kind = "delete" }, position);
        for (var i = 0; i < 9; i++)
            (await _admin.Preview(new { ids }, new { kind = "delete" })).Expect(200);
        var eleventh = await _admin.Preview(new { ids }, new { kind = "delete" });
        (await _admin.Confirm(first)).Expect(409).Code.ShouldBe("preview-expired");

        await using var catalog = new Catalog(fixture.Host.Database.Superuser);
        (await catalog.Texts($"select '' from engagement.bulk_change_items where tenant_id = '{_admin.TenantId}'")).Count.ShouldBe(20);
        await catalog.Texts($"update engagement.bulk_changes set expires_at = now() where tenant_id = '{_admin.TenantId}' returning ''");
        (await _admin.Confirm(eleventh)).Expect(409).Code.ShouldBe("preview-expired");
        await fixture.Host.Services.GetRequiredService<BulkChangeJobs>().Sweep(TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        (await catalog.Texts($"select '' from engagement.bulk_change_items where tenant_id = '{_admin.TenantId}'")).ShouldBeEmpty();
        await _admin.Contact(ids[0]);
    }

    [Fact]
    public async Task who_comes_later_is_not_changed()
    {
        var (ids, position) = await _admin.People(2);
        var preview = await _admin.Preview(new { filter = new { tag = "navy" } }, new { kind = "delete" }, position);
        var (later, known) = await _admin.People(1);
        (await _admin.Send(Get, $"/contacts?tag=navy&minPosition={known}")).Expect(200).Items.Count().ShouldBe(3);
        (await _admin.Rested((await _admin.Confirm(preview)).Expect(202).Id)).Told().ShouldBe("completed 2 0 0 0");
        (await _admin.Send(Get, $"/contacts/{ids[1]}")).Expect(404);
        await _admin.Contact(later[0]);
    }

    [Fact]
    public async Task owners_take_turns_and_history_and_trail_name_the_bulk_change()
    {
        var (ids, position) = await _admin.People(5);
        var (anna, bert) = (await fixture.Host.AddUser(_admin, "rep"), await fixture.Host.AddUser(_admin, "rep"));
        var change = await _admin.ChangeMany(new { ids }, new { kind = "owner", ownerIds = new[] { anna.UserId, bert.UserId } }, position);
        change.Told().ShouldBe("completed 5 0 0 0");
        var owners = new List<string>();
        foreach (var id in ids)
            owners.Add((await _admin.Contact(id)).Text("ownerId"));
        owners.ShouldBe([$"{anna.UserId}", $"{bert.UserId}", $"{anna.UserId}", $"{bert.UserId}", $"{anna.UserId}"]);

        var entry = (await _admin.Send(Get, $"/contacts/{ids[0]}/history")).Expect(200).Items.First();
        (entry.Text("causationId"), entry.Text("by")).ShouldBe((change.Text("id"), $"{_admin.UserId}"));
        await Eventually.True(async () => (await Trail()).SetEquals(["bulk-change-started", "bulk-change-completed"]));

        async Task<HashSet<string>> Trail() =>
            [.. (await _admin.Send(Get, $"/security/audit/trail?subject={change.Text("id")}")).Items.Select(one => one.Text("action"))];
    }

    [Fact]
    public async Task a_team_takes_turns_and_a_stage_and_a_company_are_set_and_cleared()
    {
        var (ids, position) = await _admin.People(4);
        var team = (await _admin.Send(Post, "/teams", new { name = "West" })).Expect(201).Id;
        var reps = new[] { await fixture.Host.AddUser(_admin, "rep", Guid.Parse(team)), await fixture.Host.AddUser(_admin, "rep", Guid.Parse(team)) };
        await Eventually.True(async () => (await _admin.Preview(new { ids }, new { kind = "owner", teamId = team }, position)).Status == 200);
        (await _admin.ChangeMany(new { ids }, new { kind = "owner", teamId = team })).Told().ShouldBe("completed 4 0 0 0");
        foreach (var rep in reps)
            (await Task.WhenAll(ids.Select(_admin.Contact))).Count(contact => contact.Text("ownerId") == $"{rep.UserId}").ShouldBe(2);

        var acme = (await _admin.Send(Post, "/companies", new { name = "Acme" })).Expect(201).Id;
        foreach (var (set, clear, member) in new (object, object, string)[]
                 {
                     (new { kind = "stage", stage = "won" }, new { kind = "stage" }, "stage"),
                     (new { kind = "company", companyId = acme }, new { kind = "company" }, "companyId"),
                 })
        {
            (await _admin.ChangeMany(new { ids }, set)).Told().ShouldBe("completed 4 0 0 0");
            (await _admin.Contact(ids[3])).TryGetProperty(member, out _).ShouldBeTrue();
            (await _admin.ChangeMany(new { ids }, clear)).Told().ShouldBe("completed 4 0 0 0");
            (await _admin.Contact(ids[3])).TryGetProperty(member, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task fields_are_set_by_their_definitions_and_who_is_put_away_is_brought_back()
    {
        var (ids, position) = await _admin.People(4);
        foreach (var (name, kind, isPersonal) in new[] { ("size", "number", false), ("mood", "text", true) })
            (await _admin.Send(Post, "/custom-fields", new { name, label = name, kind, isPersonal })).Expect(201);
        (await _admin.Preview(new { ids }, new { kind = "field", fields = new { size = "many" } }, position)).Expect(422).Pointers.ShouldBe(["/change/fields/size"]);
        (await _admin.ChangeMany(new { ids }, new { kind = "field", fields = new { size = 7 } })).Told().ShouldBe("completed 4 0 0 0");
        (await _admin.ChangeMany(new { ids }, new { kind = "field", fields = new { mood = "sunny" } })).Told().ShouldBe("completed 4 0 0 0");
        (await _admin.Contact(ids[0])).GetProperty("fields").GetRawText().ShouldBe("""{"mood":"sunny","size":7}""");
        (await _admin.ChangeMany(new { ids }, new { kind = "field", fields = new { size = (string?)null } })).Told().ShouldBe("completed 4 0 0 0");
        (await _admin.Contact(ids[0])).GetProperty("fields").GetRawText().ShouldBe("""{"mood":"sunny"}""");

        (await _admin.ChangeMany(new { ids }, new { kind = "delete" })).Told().ShouldBe("completed 4 0 0 0");
        await Eventually.True(async () => (await _admin.Send(Get, "/contacts?deleted=true")).Items.Count() == 4);
        (await _admin.ChangeMany(new { filter = new { deleted = true } }, new { kind = "restore" })).Told().ShouldBe("completed 4 0 0 0");
        (await _admin.Contact(ids[0])).Tags().ShouldBe(["navy"]);
    }

    [Theory]
    [InlineData("""{ }""", "/change,/change/kind,/selection")]
    [InlineData("""{ "selection": {}, "change": { "kind": "delete" } }""", "/selection")]
    [InlineData("""{ "selection": { "ids": [], "filter": {} }, "change": { "kind": "delete" } }""", "/selection")]
    [InlineData("""{ "selection": { "ids": [] }, "change": { "kind": "delete" } }""", "/selection/ids")]
    [InlineData("""{ "selection": { "search": {} }, "change": { "kind": "delete" } }""", "/selection/search")]
    [InlineData("""{ "selection": { "listId": "0199a1d6-1c2d-7e3f-8a4b-5c6d7e8f9a0b" }, "change": { "kind": "delete" } }""", "/selection/listId")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "add-tag", "stage": "new" } }""", "/change/stage,/change/tag")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "owner" } }""", "/change")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "owner", "ownerIds": ["0199a1d6-1c2d-7e3f-8a4b-5c6d7e8f9a0b"] } }""", "/change/ownerIds/0")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "owner", "teamId": "0199a1d6-1c2d-7e3f-8a4b-5c6d7e8f9a0b" } }""", "/change/teamId")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "field" } }""", "/change/fields")]
    [InlineData("""{ "selection": { "filter": {} }, "change": { "kind": "company", "companyId": "0199a1d6-1c2d-7e3f-8a4b-5c6d7e8f9a0b" } }""", "/change/companyId")]
    public async Task what_is_not_valid_is_said_where_it_stands(string body, string pointers) =>
        (await _admin.Send(Post, $"{BulkRig.BulkChanges}/previews", body)).Expect(422).Pointers.ShouldBe(pointers.Split(','));

    [Fact]
    public async Task a_cancelled_one_stays_as_it_is_and_what_is_over_is_not_cancelled()
    {
        var (ids, position) = await _admin.People(2);
        var change = await _admin.ChangeMany(new { ids }, new { kind = "add-tag", tag = "vip" }, position);
        (await _admin.Send(Post, $"{BulkRig.BulkChanges}/{change.Text("id")}/cancel")).Expect(409).Code.ShouldBe("bulk-change-over");
        JsonSerializer.Serialize(await _admin.Rested(change.Text("id"))).ShouldBe(JsonSerializer.Serialize(change));
    }
}
