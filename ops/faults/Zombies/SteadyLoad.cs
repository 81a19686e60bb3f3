using SalesEngagement.Faults.Order;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Zombies;

/// <summary>Steady appends to a few streams, each by one after the other.</summary>
internal static class SteadyLoad
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>Appends to a stream of its own until cancelled.</summary>
    public static async Task Run(ProofNode node, CancellationToken ct)
    {
        var stream = Guid.CreateVersion7();
        var session = node.Store.Open(SqlAppend.Tenant, new("proof"));
        session.Start<Ledger>(stream, [new LedgerOpened(stream, "EUR")]);
        await session.Save(CancellationToken.None);
        while (!ct.IsCancellationRequested)
        {
            session.Append(stream, [new LedgerPosted(1, "zombies"), new LedgerPosted(2, "zombies")]);
            await session.Save(CancellationToken.None);
            await Task.Delay(Between, CancellationToken.None);
        }
    }
}
