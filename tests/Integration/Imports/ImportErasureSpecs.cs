using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Isolation;

namespace SalesEngagement.Integration.Imports;

/// <summary>Who is erased is nowhere in imports any more; a company that leaves leaves nothing there.</summary>
public sealed class ImportErasureSpecs(ImportHost fixture) : IClassFixture<ImportHost>
{
    private static readonly string[] Tables =
        ["contact_addresses", "contact_imports", "contact_import_parts", "contact_import_rows", "contact_import_seen"];

    private IPrivacy Privacy => fixture.Host.Services.GetRequiredService<IPrivacy>();

    [Fact]
    public async Task verdicts_and_addresses_of_an_erased_person_and_all_kept_files_are_gone()
    {
        var rep = await fixture.Stranger();
        var import = await rep.Import(ImportRig.People(4));
        var dry = await rep.Import(ImportRig.People(2, from: 100), "dryRun=true");
        var person = (await rep.Rows(import))[1].Text("contactId");
        (await Rows(rep, "contact_addresses", $"contact_id = '{person}'")).ShouldBe(2);
        (await Rows(rep, "contact_import_parts", "true")).ShouldBe(1);

        await Erase(rep, person);
        (await Rows(rep, "contact_addresses", $"contact_id = '{person}'")).ShouldBe(0);
        (await Rows(rep, "contact_addresses", "true")).ShouldBe(6);
        (await Rows(rep, "contact_import_rows", $"contact_id = '{person}'")).ShouldBe(0);
        (await rep.Rows(import)).Length.ShouldBe(3);
        (await Rows(rep, "contact_import_parts", "true")).ShouldBe(0);
        (await Rows(rep, "contact_imports", "file_key is not null")).ShouldBe(0);
        var stopped = await rep.Ended($"{ImportRig.Imports}/{dry.Text("id")}");
        (stopped.Text("status"), stopped.GetProperty("stop").Text("reason")).ShouldBe(("failed", "file-destroyed"));
        await rep.Do(dry, "confirm").ShouldBeRefused(409, "import-over");
        // Whoever is erased is somebody new to the next file.
        (await rep.Import(ImportRig.People(4), "dryRun=true")).Counts().ShouldBe("1 0 3 0 0");
    }

    [Fact]
    public async Task the_file_is_nowhere_in_clear()
    {
        var rep = await fixture.Stranger();
        await rep.Import(ImportRig.People(3, from: 300), "dryRun=true");
        await using var catalog = new Catalog(fixture.Host.Database.Superuser);
        foreach (var table in Tables)
        {
            var text = await catalog.Texts($"select t::text from engagement.{table} t where tenant_id = '{rep.TenantId}'");
            text.Count(row => row.Contains("navy", StringComparison.Ordinal) || row.Contains("6e617679", StringComparison.Ordinal)).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task a_company_that_leaves_leaves_nothing_here()
    {
        var rep = await fixture.Stranger();
        await rep.Import(ImportRig.People(4));
        await rep.Import(ImportRig.People(2, from: 100), "dryRun=true");
        await Privacy.OffBoard($"{rep.TenantId}", TestContext.Current.CancellationToken);
        await Eventually.True(async () =>
            (await Privacy.OffBoardingOf($"{rep.TenantId}", TestContext.Current.CancellationToken))?.PurgedAt is not null);
        foreach (var table in Tables)
            (await Rows(rep, table, "true")).ShouldBe(0, table);
    }

    private async Task Erase(TestUser rep, string person)
    {
        await Privacy.Erase($"{rep.TenantId}", person, TestContext.Current.CancellationToken);
        await Eventually.True(async () =>
            (await Privacy.ErasureOf($"{rep.TenantId}", person, TestContext.Current.CancellationToken))?.PurgedAt is not null);
    }

    private async Task<int> Rows(TestUser rep, string table, string which)
    {
        await using var catalog = new Catalog(fixture.Host.Database.Superuser);
        return (await catalog.Texts($"select '' from engagement.{table} where tenant_id = '{rep.TenantId}' and {which}")).Count;
    }
}
