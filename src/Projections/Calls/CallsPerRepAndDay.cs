using SalesEngagement.Domain.Calls;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Calls;

/// <summary>
/// What a rep's calls of a day came to. A call counts on the day it was requested (UTC), also when it ends later.
/// Connected: completed with talk time.
/// </summary>
[ReadModel("calls_per_rep_and_day", Indexes = ["day, user_id"])]
public sealed record CallsPerRepAndDay(
    [property: Key] Guid UserId,
    [property: Key] DateOnly Day,
    int Requested,
    int Ended,
    int Connected,
    int TalkSeconds,
    int Completed,
    int Busy,
    int NoAnswer,
    int Failed,
    int Canceled)
{
    public static (Guid UserId, DateOnly Day) Identity(CallRequested e) => (e.UserId, DayOf(e.RequestedAt));

    public static (Guid UserId, DateOnly Day) Identity(CallEnded e) => (e.UserId, DayOf(e.RequestedAt));

    public static CallsPerRepAndDay Create(CallRequested e) => None(e.UserId, e.RequestedAt).Apply(e);

    public static CallsPerRepAndDay Create(CallEnded e) => None(e.UserId, e.RequestedAt).Apply(e);

    public CallsPerRepAndDay Apply(CallRequested _) => this with { Requested = Requested + 1 };

    public CallsPerRepAndDay Apply(CallEnded e) => this with
    {
        Ended = Ended + 1,
        Connected = Connected + (e is { Status: CallStatus.Completed, TalkSeconds: > 0 } ? 1 : 0),
        TalkSeconds = TalkSeconds + e.TalkSeconds,
        Completed = Completed + Count(e, CallStatus.Completed),
        Busy = Busy + Count(e, CallStatus.Busy),
        NoAnswer = NoAnswer + Count(e, CallStatus.NoAnswer),
        Failed = Failed + Count(e, CallStatus.Failed),
        Canceled = Canceled + Count(e, CallStatus.Canceled),
    };

    /// <summary>The numbers of the reps in <paramref name="reach"/> (null: of all) on the days from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static Task<IReadOnlyList<CallsPerRepAndDay>> Between(
        IQuerySession session, DateOnly from, DateOnly to, Guid[]? reach, CancellationToken ct) =>
        session.Query<CallsPerRepAndDay>(
            EmbeddedSql.Beside<CallsPerRepAndDay>("CallsPerRepAndDay.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(from),
            Parameter.Of(to),
            Parameter.Of(reach));

    private static CallsPerRepAndDay None(Guid userId, DateTimeOffset requestedAt) =>
        new(userId, DayOf(requestedAt), 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static int Count(CallEnded e, CallStatus status) => e.Status == status ? 1 : 0;
}
