using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>A bulk change does what its asker may do when it is done; nobody else's contacts are touched or told.</summary>
public sealed class BulkReachSpecs : IAsyncLifetime
{
    private static readonly object Vip = new { kind = "add-tag", tag = "vip" };
    private static readonly string[] Reps = ["rep"];
    private TestHost _host = null!;
    private Staff _staff = null!;

    public async ValueTask InitializeAsync()
    {
        // This one takes bulk changes and works on none.
        _host = await TestHost.Start(new Dictionary<string, string>(BulkHost.Settings) { ["BulkChanges:Run"] = "false" });
        _staff = await Staff.Of(_host);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task contacts_out_of_reach_are_counted_as_nobodys_and_those_that_left_it_meanwhile_are_refused()
    {
        var (ours, theirs) = ((await _staff["west rep"].People(3)).Ids, await _staff["east rep"].People(2));
        var strange = (await (await _host.Register()).People(1)).Ids;
        var manager = _staff["west manager"];
        var preview = (await manager.Preview(new { ids = ours.Concat(theirs.Ids).Concat(strange) }, Vip, theirs.Position)).Expect(200).Json;
        (preview.GetProperty("count").GetInt64(), preview.GetProperty("outOfReach").GetInt64()).ShouldBe((3, 3));
        (await manager.Preview(new { filter = new { tag = "navy" } }, Vip)).Expect(200).Json.GetProperty("count").GetInt64().ShouldBe(3);

        (await _staff.Admin.Send(Post, $"/contacts/{ours[0]}/owner", new { ownerId = _staff["east rep"].UserId })).Expect(200);
        (await _staff.Admin.Send(Delete, $"/contacts/{ours[1]}")).Expect(204);
        var id = (await manager.Confirm(preview.Text("token"))).Expect(202).Id;
        await using var worker = Worker();
        (await manager.Rested(id)).Told().ShouldBe("completed 1 0 2 0");
        (await manager.ItemsOf((await manager.Send(Get, $"{BulkRig.BulkChanges}/{id}")).Json)).Reasons().ShouldBe("deleted:1 out-of-reach:1");
        (await _staff.Admin.Contact(ours[0])).Tags().ShouldBe(["navy"]);
    }

    [Fact]
    public async Task who_may_no_more_changes_nothing_and_who_left_is_given_nothing()
    {
        var (ids, position) = await _staff["west rep"].People(3);
        var asker = await _host.AddUser(_staff.Admin, "manager");
        var id = (await asker.Confirm(await asker.Preview(new { ids }, Vip, position))).Expect(202).Id;
        (await _staff.Change(asker, new { roles = Reps })).EnsureSuccessStatusCode();

        var leaving = await _host.AddUser(_staff.Admin, "rep");
        object turns = new { kind = "owner", ownerIds = new[] { leaving.UserId, _staff["far west rep"].UserId } };
        var other = (await _staff.Admin.Confirm(await _staff.Admin.Preview(new { ids }, turns))).Expect(202).Id;
        (await _staff.Change(leaving, new { active = false })).EnsureSuccessStatusCode();

        await using var worker = Worker();
        var refused = await _staff.Admin.Rested(id);
        refused.Told().ShouldBe("completed 0 0 3 0");
        (await _staff.Admin.ItemsOf(refused)).Reasons().ShouldBe("not-permitted:3");
        var given = await _staff.Admin.Rested(other);
        given.Told().ShouldBe("completed 1 0 2 0");
        (await _staff.Admin.ItemsOf(given)).Reasons().ShouldBe("owner-inactive:2");
    }

    [Fact]
    public async Task others_do_not_see_it_and_reps_may_not()
    {
        var (ids, position) = await _staff["west rep"].People(1);
        var id = (await _staff["west manager"].Confirm(await _staff["west manager"].Preview(new { ids }, Vip, position))).Expect(202).Id;
        var stranger = await _host.Register();
        foreach (var (who, status) in new[]
                 {
                     (_staff["west manager"], 200), (_staff.Admin, 200), (_staff["east manager"], 404), (stranger, 404), (_staff["west rep"], 403), (_staff["compliance"], 403),
                 })
        {
            foreach (var path in new[] { "", "/items" })
                (await who.Send(Get, $"{BulkRig.BulkChanges}/{id}{path}")).Expect(status);
            if (status == 200)
                continue;
            foreach (var path in new[] { "/cancel", "/undo" })
                (await who.Send(Post, $"{BulkRig.BulkChanges}/{id}{path}")).Expect(status);
        }

        (await stranger.Send(Get, BulkRig.BulkChanges)).Expect(200).Items.ShouldBeEmpty();
        (await _staff["west rep"].Preview(new { ids }, Vip)).Expect(403);
        (await _staff["west manager"].Send(Post, $"{BulkRig.BulkChanges}/{id}/undo")).Expect(409).Code.ShouldBe("bulk-change-running");
    }

    private TestHost Worker()
    {
        var worker = _host.Twin(BulkHost.Settings);
        worker.CreateClient();
        return worker;
    }
}
