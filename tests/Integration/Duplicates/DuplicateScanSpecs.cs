using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>All contacts of a company are compared anew: one scan at a time, each batch once, going on where it was.</summary>
public sealed class DuplicateScanSpecs(DuplicateHost fixture) : IClassFixture<DuplicateHost>
{
    private const string Scans = "/contacts/duplicates/scans";

    [Fact]
    public async Task a_scan_looks_at_everybody_and_says_how_far_it_is()
    {
        var rep = await fixture.Stranger();
        await People(rep);
        await fixture.Execute($"delete from engagement.duplicate_pairs where tenant_id = '{rep.TenantId}'");
        (await rep.Queue()).ShouldBeEmpty();

        var started = (await rep.Send(Post, Scans)).Expect(202);
        started.Location.ShouldBe($"/api/v1{Scans}/{started.Id}");
        await fixture.Settled(rep);
        var scan = (await rep.Send(Get, $"{Scans}/{started.Id}")).Expect(200).Json;
        scan.Text("status").ShouldBe("completed");
        (scan.GetProperty("total").GetInt64(), scan.GetProperty("done").GetInt64(), scan.GetProperty("found").GetInt64()).ShouldBe((8, 8, 4));
        (await rep.Queue()).Length.ShouldBe(4);
        (await rep.Send(Get, Scans)).Expect(200).Items.ShouldHaveSingleItem().Text("id").ShouldBe(started.Id);

        // Once more finds nothing that had not been found.
        var again = (await rep.Send(Post, Scans)).Expect(202);
        await fixture.Settled(rep);
        (await rep.Send(Get, $"{Scans}/{again.Id}")).Expect(200).Json.GetProperty("found").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task there_is_one_scan_at_a_time_of_a_company()
    {
        // On a Host that does not work, scans stay where they are.
        await using var still = fixture.Host.Twin(new Dictionary<string, string>(DuplicateHost.Settings) { ["Duplicates:Run"] = "false" });
        var rep = await fixture.Stranger();
        await People(rep);
        await fixture.Execute($"update engagement.duplicate_work set runner_until = now() + interval '1 minute' where tenant_id = '{rep.TenantId}'");
        using var client = still.CreateClient();
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Post($"/api/v1{Scans}", body: null, rep.Token)));
        both.Select(answer => (int)answer.StatusCode).Order().ShouldBe([202, 409, 409, 409]);
        (await rep.Send(Post, Scans)).Expect(409).Code.ShouldBe("scan-running");
        await fixture.Execute($"update engagement.duplicate_work set runner_until = null where tenant_id = '{rep.TenantId}'");
        await fixture.Settled(rep);
        (await rep.Send(Post, Scans)).Expect(202);
    }

    [Fact]
    public async Task a_scan_goes_on_where_a_node_that_died_has_left_it_and_a_node_that_comes_back_writes_nothing()
    {
        var rep = await fixture.Stranger();
        var ids = await People(rep);
        await fixture.Execute($"delete from engagement.duplicate_pairs where tenant_id = '{rep.TenantId}'");
        // Half of it was done by a node that has the turn and says nothing any more.
        var gone = Guid.CreateVersion7();
        var half = ids.Order().ElementAt(3);
        await fixture.Execute($"""
            update engagement.duplicate_work set runner = '{gone}', runner_until = now() + interval '4 seconds' where tenant_id = '{rep.TenantId}';
            """);
        var started = (await rep.Send(Post, Scans)).Expect(202);
        await fixture.Execute($"update engagement.duplicate_scans set last_id = '{half}', done = 4 where tenant_id = '{rep.TenantId}'");
        await fixture.Settled(rep);
        (await rep.Send(Get, $"{Scans}/{started.Id}")).Expect(200).Json.GetProperty("done").GetInt64().ShouldBe(8);
        (await rep.Queue()).Length.ShouldBe(2);

        await fixture.Execute($"update engagement.duplicate_work set position = 0 where tenant_id = '{rep.TenantId}'");
        await fixture.Settled(rep);
        (await rep.Queue()).Length.ShouldBe(4);
        await fixture.Execute($"delete from engagement.duplicate_pairs where tenant_id = '{rep.TenantId}'");
        var run = fixture.Host.Services.GetRequiredService<DuplicateRun>();
        var refused = await Should.ThrowAsync<PostgresException>(() => run.Go(new($"{rep.TenantId}", Position: 0, gone), TestContext.Current.CancellationToken));
        refused.MessageText.ShouldBe("duplicate-work-moved");
        (await fixture.Rows(rep, "duplicate_pairs")).ShouldBe(0);
    }

    [Fact]
    public async Task contacts_from_before_there_were_addresses_get_theirs()
    {
        var rep = await fixture.Stranger();
        var ids = await People(rep);
        await fixture.Execute($"delete from engagement.contact_addresses where tenant_id = '{rep.TenantId}' and contact_id <> '{ids[0]}'");
        (await rep.Send(Post, Scans)).Expect(202);
        await fixture.Settled(rep);
        (await fixture.Rows(rep, "contact_addresses")).ShouldBe(8);
        (await rep.Queue()).Length.ShouldBe(4);
    }

    /// <summary>Four who are there twice.</summary>
    private async Task<string[]> People(TestUser rep)
    {
        string[] names = ["Hopper", "Lovelace", "Turing", "Dijkstra"];
        var ids = new List<string>();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            foreach (var _ in new[] { 1, 2 })
                ids.Add(await rep.Enter("Robin", name, $"+1415555{4000 + i}"));
        }

        await fixture.Settled(rep);
        return [.. ids];
    }
}
