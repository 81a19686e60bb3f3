using System.Collections.Concurrent;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Personal, and so encrypted in the log.</summary>
public sealed record Nickname(string Value)
{
    public static Nickname Erased { get; } = new("erased");
}

public sealed record TallyOpened(Nickname Owner, Guid RepId);

public sealed record TallyRaised(Guid RepId, int By);

public sealed record TallyClosed(Guid RepId);

/// <summary>A row for each stream.</summary>
[ReadModel("tally_card", Indexes = ["owner"])]
public sealed record TallyCard(Guid Id, Nickname Owner, int Total, bool IsClosed, IReadOnlyList<int> Steps)
{
    /// <summary>Tallies whose next raise cannot be folded.</summary>
    public static ConcurrentDictionary<Guid, bool> Broken { get; } = [];

    public static TallyCard Create(Event<TallyOpened> e) => new(e.StreamId, e.Data.Owner, 0, IsClosed: false, []);

    public TallyCard Apply(TallyRaised e) => Broken.ContainsKey(Id)
        ? throw new FormatException($"Cannot raise the tally of {Owner.Value}.")
        : this with { Total = Total + e.By, Steps = [.. Steps, e.By] };

    public TallyCard Apply(TallyClosed _) => this with { IsClosed = true };
}

/// <summary>A row for each key that events name.</summary>
[ReadModel("tally_per_rep")]
public sealed record TallyPerRep([property: Key] Guid RepId, int Raises, long Total)
{
    public static Guid Identity(TallyRaised e) => e.RepId;

    public static TallyPerRep Create(TallyRaised e) => new(e.RepId, 1, e.By);

    public TallyPerRep Apply(TallyRaised e) => this with { Raises = Raises + 1, Total = Total + e.By };
}

/// <summary>A row for each event. A raise by 666 makes one that PostgreSQL refuses.</summary>
[ReadModel("tally_line", Indexes = ["tally_id, at"])]
public sealed record TallyLine(Guid Id, Guid TallyId, string What, DateTimeOffset At)
{
    public static TallyLine Create(Event<TallyOpened> e) => new(e.Id, e.StreamId, "opened", e.Timestamp);

    public static TallyLine Create(Event<TallyRaised> e) =>
        new(e.Id, e.StreamId, e.Data.By == 666 ? "\0" : "raised", e.Timestamp);
}

/// <summary>A row that goes when its tally closes.</summary>
[ReadModel("open_tally")]
public sealed record OpenTally(Guid Id)
{
    public static OpenTally Create(Event<TallyOpened> e) => new(e.StreamId);

    public OpenTally? Apply(TallyClosed _) => Id == Guid.Empty ? this : null;
}

/// <summary>The next release of the program, in which a card counts double and has another column.</summary>
public static class NextRelease
{
    [ReadModel("tally_card", Version = 2)]
    public sealed record TallyCard(Guid Id, int DoubleTotal)
    {
        public static TallyCard Create(Event<TallyOpened> e) => new(e.StreamId, 0);

        public TallyCard Apply(TallyRaised e) => this with { DoubleTotal = DoubleTotal + (2 * e.By) };
    }
}
