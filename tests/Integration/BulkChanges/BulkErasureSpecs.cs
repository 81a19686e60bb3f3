using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Isolation;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>Who is erased is in no bulk change any more; a company that leaves leaves nothing there; values are in clear nowhere.</summary>
public sealed class BulkErasureSpecs(BulkHost fixture) : IClassFixture<BulkHost>, IAsyncLifetime
{
    private static readonly string[] Tables = ["bulk_changes", "bulk_change_items"];
    private TestUser _admin = null!;

    private IPrivacy Privacy => fixture.Host.Services.GetRequiredService<IPrivacy>();

    public async ValueTask InitializeAsync() => _admin = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task an_erased_person_is_in_no_bulk_change_and_in_no_preview_and_what_waits_goes_on_without()
    {
        var (ids, position) = await _admin.People(4);
        var change = await _admin.ChangeMany(new { ids }, new { kind = "add-tag", tag = "vip" }, position);
        var preview = await _admin.Preview(new { ids }, new { kind = "stage", stage = "won" });
        await Privacy.Erase($"{_admin.TenantId}", ids[1], TestContext.Current.CancellationToken);
        await Eventually.True(async () =>
            (await Privacy.ErasureOf($"{_admin.TenantId}", ids[1], TestContext.Current.CancellationToken))?.PurgedAt is not null);

        (await Rows("bulk_change_items", $"contact_id = '{ids[1]}'")).Count.ShouldBe(0);
        (await _admin.ItemsOf(change)).Length.ShouldBe(3);
        (await _admin.Rested((await _admin.Confirm(preview)).Expect(202).Id)).Told().ShouldBe("completed 3 0 0 0");
        (await _admin.Undo(change)).GetProperty("undo").GetProperty("changedBack").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task a_value_is_nowhere_in_clear_and_goes_when_the_work_is_over()
    {
        var (ids, position) = await _admin.People(2);
        var preview = await _admin.Preview(new { ids }, new { kind = "field", fields = new { mood = "heartbroken" } }, position);
        (await Rows("bulk_changes", "value is not null")).Count.ShouldBe(1);
        await _admin.Rested((await _admin.Confirm(preview)).Expect(202).Id);
        (await Rows("bulk_changes", "value is not null")).Count.ShouldBe(0);
        foreach (var table in Tables)
            (await Rows(table, "true")).ShouldAllBe(row => !row.Contains("heartbroken", StringComparison.Ordinal) && !row.Contains("68656172746", StringComparison.Ordinal));
        (await Rows("mt_events", "true", "public")).ShouldAllBe(row => !row.Contains("heartbroken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_company_that_leaves_leaves_nothing_here()
    {
        var (ids, position) = await _admin.People(2);
        await _admin.ChangeMany(new { ids }, new { kind = "add-tag", tag = "vip" }, position);
        (await _admin.Preview(new { ids }, new { kind = "field", fields = new { mood = "sad" } })).Expect(200);
        await Privacy.OffBoard($"{_admin.TenantId}", TestContext.Current.CancellationToken);
        await Eventually.True(async () =>
            (await Privacy.OffBoardingOf($"{_admin.TenantId}", TestContext.Current.CancellationToken))?.PurgedAt is not null);
        foreach (var table in Tables)
            (await Rows(table, "true")).Count.ShouldBe(0, table);
    }

    private async Task<IReadOnlyList<string>> Rows(string table, string which, string schema = "engagement")
    {
        await using var catalog = new Catalog(fixture.Host.Database.Superuser);
        return await catalog.Texts($"select t::text from {schema}.{table} t where tenant_id = '{_admin.TenantId}' and {which}");
    }
}
