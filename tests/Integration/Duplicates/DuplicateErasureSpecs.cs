using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>Who is erased is in no pair any more; a company that leaves leaves nothing here. Pairs hold nothing personal anyway.</summary>
public sealed class DuplicateErasureSpecs(DuplicateHost fixture) : IClassFixture<DuplicateHost>
{
    private static readonly string[] Tables = ["duplicate_pairs", "duplicate_work", "duplicate_scans"];

    private IPrivacy Privacy => fixture.Host.Services.GetRequiredService<IPrivacy>();

    [Fact]
    public async Task pairs_of_an_erased_person_are_gone_and_do_not_come_back()
    {
        var rep = await fixture.Stranger();
        var person = await rep.Enter("Grace", "Hopper", "+14155550100");
        await rep.Enter("Grace", "Hopper", "+14155550100");
        await rep.Enter("Grace", "Hopper", "+14155550100");
        await fixture.Settled(rep);
        (await fixture.Rows(rep, "duplicate_pairs")).ShouldBe(3);

        await Privacy.Erase($"{rep.TenantId}", person, TestContext.Current.CancellationToken);
        await Eventually.True(async () => (await Privacy.ErasureOf($"{rep.TenantId}", person, TestContext.Current.CancellationToken))?.PurgedAt is not null);
        (await fixture.Rows(rep, "duplicate_pairs")).ShouldBe(1);
        (await rep.Send(Post, "/contacts/duplicates/scans")).Expect(202);
        await fixture.Settled(rep);
        (await fixture.Rows(rep, "duplicate_pairs", $"first_id = '{person}' or second_id = '{person}'")).ShouldBe(0);
        (await rep.Queue()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_company_that_leaves_leaves_nothing_here()
    {
        var rep = await fixture.Stranger();
        foreach (var _ in new[] { 1, 2 })
            await rep.Enter("Grace", "Hopper", "+14155550100");
        (await rep.Send(Post, "/contacts/duplicates/scans")).Expect(202);
        await fixture.Settled(rep);
        await Privacy.OffBoard($"{rep.TenantId}", TestContext.Current.CancellationToken);
        await Eventually.True(async () => (await Privacy.OffBoardingOf($"{rep.TenantId}", TestContext.Current.CancellationToken))?.PurgedAt is not null);
        foreach (var table in Tables)
            await Eventually.True(async () => await fixture.Rows(rep, table) == 0);
    }
}
