using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.Daemon;

/// <summary>A row for each stream, written by whoever appends. It goes when the tally closes; a raise by 0 changes nothing.</summary>
[ReadModel("tally_now", Inline = true)]
public sealed record TallyNow(Guid Id, Nickname Owner, int Total, IReadOnlyList<int> Steps)
{
    public static TallyNow Create(Event<TallyOpened> e) => new(e.StreamId, e.Data.Owner, 0, []);

    public TallyNow Apply(TallyRaised e) => e.By switch
    {
        0 => this,
        13 => throw new FormatException("Cannot raise by 13."),
        _ => this with { Total = Total + e.By, Steps = [.. Steps, e.By] },
    };

    public TallyNow? Apply(TallyClosed _) => Id == Guid.Empty ? this : null;
}

/// <summary>A row for each event, written by whoever appends.</summary>
[ReadModel("tally_entry", Inline = true)]
public sealed record TallyEntry(Guid Id, Guid TallyId, long Version, int By, string? UserName)
{
    public static TallyEntry Create(Event<TallyRaised> e) => new(e.Id, e.StreamId, e.Version, e.Data.By, e.UserName);
}

/// <summary>Asks for what an event does not have before it is saved.</summary>
[ReadModel("tally_timed", Inline = true)]
public sealed record TallyTimed(Guid Id, DateTimeOffset At, long Sequence)
{
    public static TallyTimed Create(Event<TallyOpened> e) => new(e.StreamId, e.Timestamp, 0);

    public TallyTimed Apply(Event<TallyRaised> e) => this with { Sequence = e.Sequence };
}

/// <summary>Keyed, and so refused.</summary>
[ReadModel("tally_keyed", Inline = true)]
public sealed record TallyKeyed([property: Key] Guid RepId, int Raises)
{
    public static Guid Identity(TallyRaised e) => e.RepId;

    public static TallyKeyed Create(TallyRaised e) => new(e.RepId, 1);

    public TallyKeyed Apply(TallyRaised _) => this with { Raises = Raises + 1 };
}

/// <summary>The next release of <see cref="Daemon.TallyNow"/>, in which it counts double.</summary>
public static class NextInline
{
    [ReadModel("tally_now", Version = 2, Inline = true)]
    public sealed record TallyNow(Guid Id, int DoubleTotal)
    {
        public static TallyNow Create(Event<TallyOpened> e) => new(e.StreamId, 0);

        public TallyNow Apply(TallyRaised e) => this with { DoubleTotal = DoubleTotal + (2 * e.By) };
    }
}
