using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Integration.Imports;

namespace SalesEngagement.Integration.Duplicates;

/// <summary>Between looking an address up and adding who has it nobody else adds the same person.</summary>
public sealed class AddressGuardSpecs(DuplicateHost fixture) : IClassFixture<DuplicateHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task of_two_that_looked_before_either_added_one_adds() => (await Added(isGuarded: true)).ShouldBe(1);

    [Fact]
    public async Task without_the_guard_both_would() => (await Added(isGuarded: false)).ShouldBe(2);

    [Fact]
    public async Task two_imports_of_the_same_file_at_once_add_everybody_once()
    {
        var rep = await fixture.Stranger();
        var file = ImportRig.People(60);
        var both = await Task.WhenAll(rep.Import(file), rep.Import(file));
        (await fixture.Rows(rep, "contact_addresses", "kind = 1")).ShouldBe(60);
        both.Sum(import => import.GetProperty("counts").GetProperty("created").GetInt64()).ShouldBe(60);
    }

    /// <summary>Two units of work that both found nobody, saved at the same time: how many of them went through.</summary>
    private async Task<int> Added(bool isGuarded)
    {
        var rep = await fixture.Stranger();
        var store = fixture.Host.Services.GetRequiredService<IEventStore>();
        var hasher = await fixture.Host.Services.GetRequiredService<AddressHashes>().Of($"{rep.TenantId}", Ct);
        IEventSession[] both = [Session(), Session()];
        var ended = await Task.WhenAll(both.Select(Saved));
        return ended.Count(isDone => isDone);

        IEventSession Session()
        {
            var session = store.Open($"{rep.TenantId}", new("test"));
            if (isGuarded)
                AddressGuard.Keep(session, [hasher.Of(new SalesEngagement.Domain.Privacy.PhoneNumber("+14155550100"))], []);
            session.Start<Contact>(Guid.CreateVersion7(), [Somebody(rep.UserId)]);
            return session;
        }
    }

    private static async Task<bool> Saved(IEventSession session)
    {
        try
        {
            await session.Save(Ct);
            return true;
        }
        catch (PostgresException e) when (AddressGuard.IsMoved(e))
        {
            return false;
        }
    }

    private static ContactAdded Somebody(Guid ownerId) => new(
        new("Grace"), new("Hopper"), Title: null, [new(new("+14155550100"), "work")], [], TimeZone: null, ownerId, [], [], Source: null,
        TimeProvider.System.GetUtcNow());
}
