using System.Collections.Immutable;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Calls;

/// <summary>
/// One attempt to talk to one contact, from the rep's click to the disposition. The carrier's reports come in any
/// order and repeated: the call keeps them as a set, and says where it stands from that set alone.
/// </summary>
public sealed record Call(
    Guid ContactId,
    Guid UserId,
    PhoneNumber To,
    string CallerId,
    CallDirection Direction,
    DateTimeOffset RequestedAt) : IOwned
{
    /// <inheritdoc/>
    Guid IOwned.OwnerId => UserId;

    /// <summary>The carrier's id; null until it accepted the call or reported on it.</summary>
    public string? CallSid { get; private init; }

    /// <summary>How often we set out to ask the carrier; 0 before the first time.</summary>
    public int DialAttempts { get; private init; }

    /// <summary>When we last set out to ask the carrier.</summary>
    public DateTimeOffset? DialingAt { get; private init; }

    /// <summary>Why the carrier never took the call; null when it did, or was not asked yet.</summary>
    public CallNotPlaced? NotPlaced { get; private init; }

    /// <summary>What the carrier said so far.</summary>
    public CallReports Reports { get; private init; } = CallReports.None;

    /// <summary>The end as it was decided; null while the call is open.</summary>
    public CallEnded? Ended { get; private init; }

    /// <summary>What was recorded, in the order the carrier told us.</summary>
    public ImmutableList<CallRecording> Recordings { get; private init; } = [];

    /// <summary>How it went, once the rep said so.</summary>
    public Disposition? Disposition { get; private init; }

    /// <summary>The rep's note.</summary>
    public FreeText? Note { get; private init; }

    /// <summary>When the rep wants to come back to the contact.</summary>
    public DateTimeOffset? FollowUpAt { get; private init; }

    /// <summary>Where the call is. A terminal report outweighs everything.</summary>
    public CallStatus Status =>
        Reports.Terminal?.Status
        ?? Ended?.Status
        ?? (NotPlaced is null ? Reports.Furthest : CallStatus.Failed)
        ?? (CallSid is null ? CallStatus.Requested : CallStatus.Queued);

    /// <summary>Nothing more will happen on the line.</summary>
    public bool IsOver => Status.IsTerminal();

    /// <summary>What it came to; null while it is open.</summary>
    public CallOutcome? Outcome => CallOutcomes.Of(Status, AnsweredBy, Disposition);

    /// <summary>When somebody, or something, picked up.</summary>
    public DateTimeOffset? AnsweredAt => Reports.AnsweredAt;

    /// <summary>Who the carrier believes picked up (<c>human</c>, <c>machine_start</c>…): evidence, not truth.</summary>
    public string? AnsweredBy => Reports.AnsweredBy;

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? EndedAt => Reports.Terminal?.ReportedAt ?? Ended?.EndedAt ?? NotPlaced?.RefusedAt;

    /// <summary>Seconds of conversation; 0 when nobody answered, null while the call is open.</summary>
    public int? TalkSeconds => IsOver ? Reports.Terminal?.DurationSeconds ?? Ended?.TalkSeconds ?? 0 : null;

    public static Call Create(CallRequested e) =>
        new(e.ContactId, e.UserId, e.To, e.CallerId, e.Direction, e.RequestedAt);

    public Call Apply(CallDialing e) =>
        this with { DialAttempts = Math.Max(DialAttempts, e.Attempt), DialingAt = e.DialingAt };

    public Call Apply(CallPlaced e) => this with { CallSid = e.CallSid };

    public Call Apply(CallNotPlaced e) => this with { NotPlaced = e };

    public Call Apply(CallStatusReported e) => this with { CallSid = CallSid ?? e.CallSid, Reports = Reports.Add(e) };

    public Call Apply(CallEnded e) => this with { Ended = e };

    public Call Apply(CallRecorded e) => this with { Recordings = CallRecording.Update(Recordings, e) };

    public Call Apply(CallDispositioned e) =>
        this with { Disposition = e.Disposition, Note = e.Note, FollowUpAt = e.FollowUpAt };
}
