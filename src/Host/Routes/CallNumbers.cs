using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>What the calls of some days came to.</summary>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day, UTC.</param>
/// <param name="Totals">All together.</param>
/// <param name="Items">By what was asked for; empty when nothing was.</param>
/// <param name="Definitions">What the numbers mean.</param>
internal sealed record CallNumbers(
    DateOnly From,
    DateOnly To,
    CallTotals Totals,
    IReadOnlyList<CallTotals> Items,
    IReadOnlyDictionary<string, string> Definitions)
{
    private static readonly Dictionary<string, string> Meaning = new()
    {
        ["requested"] = "Calls that were asked for on the day (UTC).",
        ["ended"] = "Of those, calls that are over.",
        ["connected"] = "Of those, calls that were completed with talk time.",
        ["connectRate"] = "connected / ended; 0 when none ended.",
        ["talkSeconds"] = "From answer to end, in whole seconds.",
    };

    /// <summary>What the documentation shows.</summary>
    public static CallNumbers Example { get; } = new(
        new(2026, 1, 5), new(2026, 1, 5), new(null, null, 40, 40, 10, 0.25, 2400, new(12, 5, 20, 2, 1)), [], Meaning);

    public static CallNumbers Of(
        DateOnly from, DateOnly to, IReadOnlyList<CallsPerRepAndDay> rows, bool byDay, bool byUser)
    {
        var items = byDay || byUser
            ? rows.GroupBy(row => (Day: byDay ? row.Day : (DateOnly?)null, User: byUser ? row.UserId : (Guid?)null))
                .Select(group => CallTotals.Of(group.Key.Day, group.Key.User, [.. group]))
            : [];
        return new(from, to, CallTotals.Of(day: null, userId: null, rows), [.. items], Meaning);
    }
}

/// <summary>Numbers of a day, a user, both, or all.</summary>
internal sealed record CallTotals(
    DateOnly? Day,
    Guid? UserId,
    int Requested,
    int Ended,
    int Connected,
    double ConnectRate,
    int TalkSeconds,
    CallEnds Outcomes)
{
    public static CallTotals Of(DateOnly? day, Guid? userId, IReadOnlyList<CallsPerRepAndDay> rows)
    {
        var (ended, connected) = (rows.Sum(row => row.Ended), rows.Sum(row => row.Connected));
        return new(
            day, userId, rows.Sum(row => row.Requested), ended, connected,
            ended == 0 ? 0 : Math.Round((double)connected / ended, 4), rows.Sum(row => row.TalkSeconds),
            new(
                rows.Sum(row => row.Completed), rows.Sum(row => row.Busy), rows.Sum(row => row.NoAnswer),
                rows.Sum(row => row.Failed), rows.Sum(row => row.Canceled)));
    }
}

/// <summary>How many calls ended how.</summary>
internal sealed record CallEnds(int Completed, int Busy, int NoAnswer, int Failed, int Canceled);
