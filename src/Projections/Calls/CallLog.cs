using System.Collections.Immutable;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Calls;

/// <summary>A line of the call log; one row per call. Reports in any order come to the same row.</summary>
[ReadModel("call_log", Indexes = ["requested_at, id", "contact_id, requested_at, id", "user_id, requested_at, id"])]
public sealed record CallLog(
    Guid Id,
    Guid ContactId,
    Guid UserId,
    CallDirection Direction,
    CallStatus Status,
    CallOutcome? Outcome,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? EndSequence,
    int? TalkSeconds,
    string? AnsweredBy,
    ImmutableList<CallRecording> Recordings,
    Disposition? Disposition,
    FreeText? Note,
    DateTimeOffset? FollowUpAt)
{
    public static CallLog Create(Event<CallRequested> e) => new(
        e.StreamId, e.Data.ContactId, e.Data.UserId, e.Data.Direction, CallStatus.Requested, Outcome: null,
        e.Data.RequestedAt, AnsweredAt: null, EndedAt: null, EndSequence: null, TalkSeconds: null, AnsweredBy: null,
        Recordings: [], Disposition: null, Note: null, FollowUpAt: null);

    public CallLog Apply(CallPlaced _) => Reached(CallStatus.Queued);

    public CallLog Apply(CallStatusReported e)
    {
        var told = this with { AnsweredBy = e.AnsweredBy ?? AnsweredBy };
        return e.Status switch
        {
            CallStatus.InProgress => told.Reached(e.Status) with { AnsweredAt = Earlier(AnsweredAt, e.ReportedAt) },
            _ when e.Status.IsTerminal() => told.Over(e.Status, e.ReportedAt, e.DurationSeconds ?? 0, e.SequenceNumber ?? -1),
            _ => told.Reached(e.Status),
        };
    }

    /// <summary>Ends a call that no report ended, such as one that was never placed.</summary>
    public CallLog Apply(CallEnded e) => Status.IsTerminal() ? this : Over(e.Status, e.EndedAt, e.TalkSeconds, sequence: -1);

    public CallLog Apply(CallRecorded e) => this with { Recordings = CallRecording.Update(Recordings, e) };

    public CallLog Apply(CallDispositioned e) => (this with
    {
        Disposition = e.Disposition,
        Note = e.Note,
        FollowUpAt = e.FollowUpAt,
    }).WithOutcome();

    /// <summary>The calls that match, the newest first, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<CallLog>> List(
        IQuerySession session, CallFilter filter, CallKey? after, int rows, CancellationToken ct) =>
        session.Query<CallLog>(
            EmbeddedSql.Beside<CallLog>("CallLog.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(filter.ContactId),
            Parameter.Of(filter.UserId),
            Parameter.Of(filter.Status?.ToString()),
            Parameter.Of(filter.Direction?.ToString()),
            Parameter.Of(filter.From),
            Parameter.Of(filter.To),
            Parameter.Of(after?.RequestedAt),
            Parameter.Of(after?.Id),
            Parameter.Of(rows),
            Parameter.Of(filter.Reach));

    private CallLog Reached(CallStatus status) => status > Status ? this with { Status = status } : this;

    private CallLog Over(CallStatus status, DateTimeOffset at, int talkSeconds, int sequence) => EndSequence >= sequence
        ? this
        : (this with { Status = status, EndedAt = at, TalkSeconds = talkSeconds, EndSequence = sequence }).WithOutcome();

    private CallLog WithOutcome() => this with { Outcome = CallOutcomes.Of(Status, AnsweredBy, Disposition) };

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset told) => known < told ? known.Value : told;
}
