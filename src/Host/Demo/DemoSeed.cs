using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Demo;

/// <summary>Makes the demo company through the same door as everybody. Broken off or run again, it adds what is missing.</summary>
internal sealed class DemoSeed(IEventStore store, Answers answers, TimeProvider clock, Registration registration)
{
    private static readonly CommandContext Context = new(DemoCompany.Id.ToString(), "demo-seed", RecordScope.All);

    // Enough to hide the round trips, few enough to leave connections to others.
    private static readonly int AtOnce = 8;

    /// <summary>Whether the company is there with at least so many contacts.</summary>
    public async Task<bool> IsThere(int contacts, CancellationToken ct)
    {
        // The first contact is written last: it says that all are there.
        var session = store.Open(Context.TenantId, new(Context.Principal));
        return (await session.Fetch<Contact>(IdOf(0), ct)).Version > 0
            && (await session.Fetch<Contact>(IdOf(contacts - 1), ct)).Version > 0;
    }

    /// <summary>Adds what is missing.</summary>
    /// <param name="contacts">How many contacts there shall be.</param>
    /// <param name="added">Told after each contact.</param>
    /// <param name="ct">Breaks it off.</param>
    public async Task Run(int contacts, Action? added, CancellationToken ct)
    {
        await registration.Company(Context, DemoCompany.Name, DemoCompany.Admin, ct);
        await registration.User(Context, DemoCompany.Manager, ct);
        await registration.User(Context, DemoCompany.Rep, ct);
        var commands = new Commands(store, answers, clock, Context);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, contacts - 1),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (n, stop) => await Add(n, commands, added, stop));
        await Add(0, commands, added, ct);
    }

    private static async Task Add(int n, Commands commands, Action? added, CancellationToken ct)
    {
        var command = DemoContacts.Number(n);
        var result = await commands.Start<Contact>(IdOf(n), now => AddContactHandler.Handle(command, now), ct);
        if (result.Outcome != CommandOutcome.Done)
            throw new InvalidOperationException($"Demo contact {n} was not added: {result.Outcome} {result.Rejection?.Code}.");
        added?.Invoke();
    }

    private static Guid IdOf(int n) => DemoCompany.Fixed(kind: 3, n);
}
