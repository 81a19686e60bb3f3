using SalesEngagement.Application.Calls;
using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Folding;

namespace SalesEngagement.Specs.Calls;

/// <summary>Every order of a call's callbacks, each perhaps twice, through the command: the call ends up the same.</summary>
public sealed class AnyOrderSpecs
{
    private static readonly ReportCallStatus[] Life =
    [
        new("CA1", CallStatus.Queued, 0, Now, null, null),
        new("CA1", CallStatus.Ringing, 1, Now.AddSeconds(1), null, null),
        new("CA1", CallStatus.InProgress, 2, Now.AddSeconds(2), null, "human"),
        new("CA1", CallStatus.Completed, 3, Now.AddSeconds(44), 42, null),
    ];

    // The same with a second answer and two ends that contradict each other: the carrier's later number decides.
    private static readonly ReportCallStatus[] Strange =
    [
        .. Life,
        new("CA1", CallStatus.InProgress, 5, Now.AddSeconds(3), null, null),
        new("CA1", CallStatus.Failed, 4, Now.AddSeconds(45), null, null),
    ];

    public static TheoryData<string> Lives => new("usual", "strange");

    [Theory]
    [MemberData(nameof(Lives))]
    public void every_order_with_every_repetition_ends_the_same(string life)
    {
        var callbacks = life == "usual" ? Life : Strange;
        Outcomes(callbacks, Told).Distinct().ShouldBe([Told(callbacks)]);
    }

    [Fact]
    public void the_usual_life_ends_as_it_was() => Told(Life).ShouldBe(
        new Outcome(CallStatus.Completed, Now.AddSeconds(2), Now.AddSeconds(44), TalkSeconds: 42));

    [Fact]
    public void a_call_ends_once_whatever_the_order() =>
        Orders(Strange).Select(order => Events(order).OfType<CallEnded>().Count()).Distinct().ShouldBe([1]);

    /// <summary>Negative control: believing the latest callback would be noticed here.</summary>
    [Fact]
    public void believing_the_last_callback_would_not_end_the_same() =>
        Outcomes(Life, LastWins).Distinct().Count().ShouldBeGreaterThan(1);

    private static IEnumerable<Outcome> Outcomes(ReportCallStatus[] life, Func<IEnumerable<ReportCallStatus>, Outcome> fold) =>
        Orders(life).Select(fold);

    /// <summary>All permutations; each also with one of its callbacks repeated at the end, and with all repeated.</summary>
    private static IEnumerable<ReportCallStatus[]> Orders(ReportCallStatus[] life)
    {
        foreach (var order in Permutations(life))
        {
            yield return order;
            yield return [.. order, .. order];
            foreach (var repeated in order)
                yield return [.. order, repeated];
        }
    }

    private static IEnumerable<ReportCallStatus[]> Permutations(ReportCallStatus[] rest)
    {
        if (rest.Length == 0)
            yield return [];
        foreach (var first in rest)
        {
            foreach (var others in Permutations([.. rest.Where(other => other != first)]))
                yield return [first, .. others];
        }
    }

    private static Outcome Told(IEnumerable<ReportCallStatus> callbacks)
    {
        var call = Fold.Into<Call>(Events(callbacks))!;
        return new Outcome(call.Status, call.AnsweredAt, call.EndedAt, call.TalkSeconds);
    }

    private static List<object> Events(IEnumerable<ReportCallStatus> callbacks)
    {
        List<object> events = [SomeCall.Requested];
        var call = Fold.Into<Call>(events)!;
        foreach (var callback in callbacks)
        {
            object[] decided = [.. ReportCallStatusHandler.Handle(callback, call, Now)];
            events.AddRange(decided);
            call = Fold.Into(decided, call)!;
        }

        return events;
    }

    private static Outcome LastWins(IEnumerable<ReportCallStatus> callbacks) => callbacks.Aggregate(
        new Outcome(CallStatus.Requested, null, null, null),
        (told, callback) => new Outcome(
            callback.Status,
            callback.Status == CallStatus.InProgress ? callback.ReportedAt : told.AnsweredAt,
            callback.Status.IsTerminal() ? callback.ReportedAt : told.EndedAt,
            callback.DurationSeconds ?? told.TalkSeconds));

    private sealed record Outcome(CallStatus Status, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, int? TalkSeconds);
}
