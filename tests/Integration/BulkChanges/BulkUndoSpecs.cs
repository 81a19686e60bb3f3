using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>What a bulk change did can be taken back, except where somebody has changed it since.</summary>
public sealed class BulkUndoSpecs(BulkHost fixture) : IClassFixture<BulkHost>, IAsyncLifetime
{
    private TestUser _admin = null!;

    public async ValueTask InitializeAsync() => _admin = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_tag_goes_where_it_was_put_and_nowhere_else_and_undoing_again_changes_nothing()
    {
        var (ids, position) = await _admin.People(6);
        (await _admin.Send(Put, $"/contacts/{ids[0]}/tags/vip")).Expect(200);
        var change = await _admin.ChangeMany(new { ids }, new { kind = "add-tag", tag = "vip" }, position);
        change.Told().ShouldBe("completed 5 1 0 0");
        (await _admin.Send(Delete, $"/contacts/{ids[1]}/tags/vip")).Expect(200);
        (await _admin.Send(Put, $"/contacts/{ids[1]}/tags/vip")).Expect(200);
        (await _admin.Send(Put, $"/contacts/{ids[2]}/tags/hot")).Expect(200);
        (await _admin.Send(Delete, $"/contacts/{ids[3]}")).Expect(204);

        var undone = await _admin.Undo(change);
        undone.Text("status").ShouldBe("undone");
        var told = undone.GetProperty("undo");
        (told.GetProperty("changedBack").GetInt64(), told.GetProperty("kept").GetInt64(), told.GetProperty("progress").GetDouble()).ShouldBe((3, 2, 1));
        (await _admin.ItemsOf(undone)).Reasons("undoReason").ShouldBe("changed-since:1 deleted:1");
        (await _admin.ItemsOf(undone)).Reasons("undone").ShouldBe("changed-back:3 kept:2");
        var tags = new[] { (0, "navy vip"), (1, "navy vip"), (2, "navy hot"), (4, "navy") };
        foreach (var (nth, expected) in tags)
            string.Join(' ', (await _admin.Contact(ids[nth])).Tags()).ShouldBe(expected);

        var again = await _admin.Undo(change);
        again.GetRawText().ShouldBe(undone.GetRawText());
        (await _admin.Contact(ids[4])).GetProperty("version").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task owners_stages_fields_and_companies_come_back_as_they_were()
    {
        var (ids, position) = await _admin.People(4);
        var (rep, acme) = (await fixture.Host.AddUser(_admin, "rep"), (await _admin.Send(Post, "/companies", new { name = "Acme" })).Expect(201).Id);
        (await _admin.Send(Patch, $"/contacts/{ids[0]}", $$"""{ "stage": "new", "companyId": "{{acme}}", "fields": { "mood": "sunny" }, "ownerId": "{{rep.UserId}}" }""")).Expect(200);
        var before = await Task.WhenAll(ids.Select(_admin.Contact));
        foreach (var one in new object[]
                 {
                     new { kind = "owner", ownerIds = new[] { (await fixture.Host.AddUser(_admin, "rep")).UserId } }, new { kind = "stage", stage = "won" }, new { kind = "stage" },
                     new { kind = "company" }, new { kind = "field", fields = new { mood = "grey" } }, new { kind = "field", fields = new { mood = (string?)null } }, new { kind = "remove-tag", tag = "navy" },
                 })
        {
            var undone = await _admin.Undo(await _admin.ChangeMany(new { ids }, one, position));
            undone.GetProperty("undo").GetProperty("kept").GetInt64().ShouldBe(0, undone.GetRawText());
        }

        var after = await Task.WhenAll(ids.Select(_admin.Contact));
        foreach (var member in new[] { "ownerId", "stage", "companyId", "fields", "tags" })
        {
            after.Select(contact => contact.TryGetProperty(member, out var value) ? value.GetRawText() : "")
                .ShouldBe(before.Select(contact => contact.TryGetProperty(member, out var value) ? value.GetRawText() : ""), member);
        }
    }

    [Fact]
    public async Task who_was_put_away_is_brought_back_and_who_was_brought_back_is_put_away()
    {
        var (ids, position) = await _admin.People(4);
        var deleted = await _admin.ChangeMany(new { ids }, new { kind = "delete" }, position);
        (await _admin.Undo(deleted)).GetProperty("undo").GetProperty("changedBack").GetInt64().ShouldBe(4);
        await _admin.Contact(ids[0]);
        (await _admin.Send(Delete, $"/contacts/{ids[0]}")).Expect(204);
        var restored = await _admin.ChangeMany(new { ids }, new { kind = "restore" });
        restored.Told().ShouldBe("completed 1 3 0 0");
        await _admin.Undo(restored);
        (await _admin.Send(Get, $"/contacts/{ids[0]}")).Expect(404);
        await _admin.Contact(ids[1]);
    }
}
