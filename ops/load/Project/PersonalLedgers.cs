using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.Project;

/// <summary>A row for each stream, of events whose values are encrypted.</summary>
[ReadModel("ledger_remarks")]
public sealed record LedgerRemarks(Guid Id, int Remarks, Remark? Last)
{
    public static LedgerRemarks Create(Event<LedgerOpened> e) => new(e.StreamId, 0, Last: null);

    public LedgerRemarks Apply(LedgerRemarked e) => this with { Remarks = Remarks + 1, Last = e.Remark };
}

/// <summary>Ledgers with remarks, written through the store, each under a key of its own.</summary>
internal static class PersonalLedgers
{
    private const int StreamsAtOnce = 500;

    /// <summary>Streams of one opening and <paramref name="remarks"/> remarks each.</summary>
    public static async Task Write(IEventStore store, int streams, int remarks, CancellationToken ct)
    {
        object[] events = [new LedgerOpened(Guid.Empty, "EUR"), .. Enumerable.Range(0, remarks).Select(n => new LedgerRemarked(new($"Said number {n}")))];
        for (var written = 0; written < streams; written += StreamsAtOnce)
        {
            var session = store.Open("project", new("load"));
            for (var i = 0; i < StreamsAtOnce; i++)
                session.Start<Ledger>(Guid.CreateVersion7(), events);
            await session.Save(ct);
        }
    }
}
