using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Imports;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Isolation;

namespace SalesEngagement.Integration.Imports;

/// <summary>Whenever a node dies, another goes on with the next row: none is carried out twice, none is left out.</summary>
public sealed class ImportResumeSpecs : IAsyncLifetime
{
    private const int Many = 150;

    private static readonly Dictionary<string, string> Slow = new(ImportHost.Settings)
    {
        ["Imports:BatchRows"] = "5",
        ["Imports:RestPercent"] = "1000",
        ["Imports:LeaseSeconds"] = "2",
    };

    private TestHost _host = null!;
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync()
    {
        // This one takes files and works on none.
        _host = await TestHost.Start(new Dictionary<string, string>(ImportHost.Settings) { ["Imports:Run"] = "false" });
        _rep = await _host.AddUser(await _host.Register(), "rep");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task a_node_that_ends_in_the_middle_is_followed_by_another()
    {
        var location = await Send();
        await using (var first = _host.Twin(Slow))
        {
            first.CreateClient();
            await Eventually.True(async () => await Done(location) > 20);
        }

        (await Done(location)).ShouldBeLessThan(Many);
        await using var second = _host.Twin(Slow);
        second.CreateClient();
        await ShouldBeWhole(location);
    }

    [Fact]
    public async Task a_node_that_is_killed_in_the_middle_is_followed_by_another()
    {
        var location = await Send();
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
            await Eventually.True(async () => await Done(location) > 20);
            await killed.Kill();
        }

        (await Done(location)).ShouldBeLessThan(Many);
        await using var second = _host.Twin(Slow);
        second.CreateClient();
        await ShouldBeWhole(location);
    }

    [Fact]
    public async Task a_node_that_was_given_up_and_comes_back_carries_nothing_out()
    {
        var location = await Send();
        var id = Guid.Parse(location[(location.LastIndexOf('/') + 1)..]);
        var jobs = _host.Services.GetRequiredService<ImportJobs>();
        var batches = _host.Services.GetRequiredService<ImportBatches>();
        var ct = TestContext.Current.CancellationToken;
        var old = (await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldNotBeNull();
        (old.Id, await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldBe((id, null));
        await jobs.Release(old, ct);
        var fresh = (await jobs.Claim(Guid.CreateVersion7(), ct)).ShouldNotBeNull();

        var row = (await ImportRow.Find(_host.Services.GetRequiredService<IEventStore>().Query(old.TenantId), id, ct))!;
        var place = new ImportPlace(LastRow: 0, Done: 0, Total: Many, row.Counts);
        RowDraft[] refused = [new(2, Contact: null, [new(1, "firstName", "is required")], [])];
        await Should.ThrowAsync<JobMovedException>(() => batches.Save(old, row, place, refused, isEnd: false, TimeProvider.System.GetTimestamp(), ct));
        (await Done(location)).ShouldBe(0);
        // The control: whose work it is carries it out, and not from the same place again.
        (await batches.Save(fresh, row, place, refused, isEnd: false, TimeProvider.System.GetTimestamp(), ct)).LastRow.ShouldBe(2);
        await Should.ThrowAsync<JobMovedException>(() => batches.Save(fresh, row, place, refused, isEnd: false, TimeProvider.System.GetTimestamp(), ct));
        (await Done(location)).ShouldBe(1);
    }

    private async Task<string> Send() =>
        (await _rep.SendFile(ImportRig.People(Many)).ShouldBe(202)).Headers.Location!.ToString();

    private async Task<long> Done(string location) => (await _rep.Client.Get(location).ShouldBe(200).Json()).GetProperty("doneRows").GetInt64();

    private async Task ShouldBeWhole(string location)
    {
        var import = await _rep.Ended(location);
        (import.Text("status"), import.Counts()).ShouldBe(("completed", $"{Many} 0 0 0 0"));
        await using var catalog = new Catalog(_host.Database.Superuser);
        (await Count(catalog, "from public.mt_streams where type = 'contact'")).ShouldBe(Many);
        (await Count(catalog, "from engagement.contact_import_rows where verdict = 'Created'")).ShouldBe(Many);
        (await Count(catalog, "from engagement.contact_import_parts")).ShouldBe(0);
    }

    private static async Task<int> Count(Catalog catalog, string from) =>
        int.Parse((await catalog.Texts($"select count(*)::text {from}")).Single(), CultureInfo.InvariantCulture);
}
