using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.BulkChanges;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Imports;
using SalesEngagement.Integration.Isolation;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>Whenever a node dies, another goes on with the next contact: none is changed twice, none is left out.</summary>
public sealed class BulkResumeSpecs : IAsyncLifetime
{
    private const int Many = 120;

    private static readonly Dictionary<string, string> Slow = new(BulkHost.Settings)
    {
        ["BulkChanges:BatchItems"] = "5",
        ["BulkChanges:RestPercent"] = "1000",
        ["BulkChanges:LeaseSeconds"] = "2",
    };

    private TestHost _host = null!;
    private TestUser _admin = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        // This one takes bulk changes and works on none.
        _host = await TestHost.Start(new Dictionary<string, string>(BulkHost.Settings) { ["BulkChanges:Run"] = "false" });
        _admin = await _host.Register();
        await _admin.Import(ImportRig.People(Many), "tags=fair");
        var preview = default(Reply);
        await Eventually.True(async () =>
            (preview = (await _admin.Preview(new { filter = new { tag = "fair" } }, new { kind = "add-tag", tag = "vip" })).Expect(200))
            .Json.GetProperty("count").GetInt64() == Many);
        _id = (await _admin.Confirm(preview!)).Expect(202).Id;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task a_node_that_ends_in_the_middle_is_followed_by_another_and_so_is_one_that_takes_it_back()
    {
        await Interrupted("done", Twin);
        await using (var second = Twin())
        {
            second.CreateClient();
            await ShouldBeWhole(changed: Many, events: 2 * Many);
            (await _admin.Send(Post, $"{BulkRig.BulkChanges}/{_id}/undo")).Expect(202);
            await Eventually.True(async () => await Done("undo") > 10);
        }

        (await Done("undo")).ShouldBeLessThan(Many);
        await using var third = Twin();
        third.CreateClient();
        (await _admin.Rested(_id)).GetProperty("undo").GetProperty("changedBack").GetInt64().ShouldBe(Many);
        (await Events()).ShouldBe(3 * Many);
    }

    [Fact]
    public async Task a_node_that_is_killed_in_the_middle_is_followed_by_another_and_two_at_once_do_nothing_twice()
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Main"] = _host.Database.Main,
            ["ConnectionStrings__Daemon"] = _host.Database.Daemon,
            ["ConnectionStrings__Keys"] = _host.Database.Keys,
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        };
        foreach (var (name, value) in Slow)
            settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        await using (var killed = await HostProcess.Serve(settings))
        {
            await Eventually.True(async () => await Done("done") > 10);
            await killed.Kill();
        }

        (await Done("done")).ShouldBeLessThan(Many);
        await using var second = Twin();
        await using var third = Twin();
        second.CreateClient();
        third.CreateClient();
        await ShouldBeWhole(changed: Many, events: 2 * Many);
    }

    [Fact]
    public async Task a_node_that_was_given_up_and_comes_back_changes_nothing_and_a_cancelled_one_stands_still()
    {
        var jobs = _host.Services.GetRequiredService<BulkChangeJobs>();
        var batches = _host.Services.GetRequiredService<BulkBatches>();
        var ct = TestContext.Current.CancellationToken;
        var old = (await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldNotBeNull();
        ($"{old.Id}", await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldBe((_id, null));
        await jobs.Release(old, ct);
        var fresh = (await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldNotBeNull();

        var row = (await BulkChangeRow.Find(_host.Services.GetRequiredService<IEventStore>().Query(old.TenantId), old.Id, ct))!;
        await Should.ThrowAsync<JobMovedException>(() => batches.Step(old, row, TimeProvider.System.GetTimestamp(), ct));
        (await Done("done"), await Events()).ShouldBe((0, Many));
        // The control: whose work it is does it, and not from the same place again.
        (await batches.Step(fresh, row, TimeProvider.System.GetTimestamp(), ct)).ShouldNotBeNull().Changed.ShouldBe(3);
        await Should.ThrowAsync<JobMovedException>(() => batches.Step(fresh, row, TimeProvider.System.GetTimestamp(), ct));
        (await Done("done"), await Events()).ShouldBe((3, Many + 3));

        (await _admin.Send(Post, $"{BulkRig.BulkChanges}/{_id}/cancel")).Expect(202).Json.Text("status").ShouldBe("cancelled");
        (await _admin.Send(Post, $"{BulkRig.BulkChanges}/{_id}/cancel")).Expect(202);
        await Should.ThrowAsync<JobMovedException>(() => batches.Step(fresh, row with { LastN = 3 }, TimeProvider.System.GetTimestamp(), ct));
        (await _admin.ItemsOf(await _admin.Rested(_id), "result=pending&limit=200")).Length.ShouldBe(Many - 3);
        await using var worker = Twin();
        worker.CreateClient();
        var undone = await _admin.Undo(await _admin.Rested(_id));
        (undone.Text("status"), undone.GetProperty("undo").GetProperty("changedBack").GetInt64(), await Events()).ShouldBe(("undone", 3, Many + 6));
    }

    private TestHost Twin() => _host.Twin(Slow);

    private async Task Interrupted(string what, Func<TestHost> start)
    {
        await using (var first = start())
        {
            first.CreateClient();
            await Eventually.True(async () => await Done(what) > 10);
        }

        (await Done(what)).ShouldBeLessThan(Many);
    }

    private async Task<long> Done(string what)
    {
        var change = (await _admin.Send(Get, $"{BulkRig.BulkChanges}/{_id}")).Expect(200).Json;
        return what == "done" ? change.GetProperty("done").GetInt64() : change.GetProperty("undo").GetProperty("changedBack").GetInt64();
    }

    private async Task ShouldBeWhole(int changed, int events)
    {
        (await _admin.Rested(_id)).Told().ShouldBe($"completed {changed} 0 0 0");
        (await Events()).ShouldBe(events);
    }

    /// <summary>Events of all contacts.</summary>
    private async Task<int> Events()
    {
        await using var catalog = new Catalog(_host.Database.Superuser);
        var counted = await catalog.Texts("select count(*)::text from public.mt_events e join public.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id where s.type = 'contact'");
        return int.Parse(counted.Single(), CultureInfo.InvariantCulture);
    }
}
