using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Calls;

// The stored names and shapes below are the wire format of every call ever made: add, never edit (see docs/events.md).

/// <summary>A rep asked for a call. Nothing has been dialled yet.</summary>
[EventType("call_requested")]
public sealed record CallRequested(
    [DataSubject] Guid ContactId,
    Guid UserId,
    PhoneNumber To,
    string CallerId,
    CallDirection Direction,
    DateTimeOffset RequestedAt);

/// <summary>We are about to ask the carrier. After this, a call may ring even if we never hear back.</summary>
[EventType("call_dialing")]
public sealed record CallDialing(int Attempt, DateTimeOffset DialingAt);

/// <summary>The carrier accepted the call under this id.</summary>
[EventType("call_placed")]
public sealed record CallPlaced(string CallSid, DateTimeOffset PlacedAt);

/// <summary>The carrier refused the call, or could not be asked. Nothing rang.</summary>
[EventType("call_not_placed")]
public sealed record CallNotPlaced(int? CarrierCode, CallFailureKind Kind, DateTimeOffset RefusedAt);

/// <summary>
/// The carrier said where the call is: by webhook (any order, repeated) or when asked by the reconciler, which has
/// no sequence number. <c>DurationSeconds</c> comes with a terminal status only.
/// </summary>
[EventType("call_status_reported")]
public sealed record CallStatusReported(
    string CallSid,
    CallStatus Status,
    int? SequenceNumber,
    DateTimeOffset ReportedAt,
    int? DurationSeconds,
    string? AnsweredBy);

/// <summary>The call is over. Decided once, at the first terminal report; carries what read models need.</summary>
[EventType("call_ended")]
public sealed record CallEnded(
    Guid ContactId,
    Guid UserId,
    CallDirection Direction,
    CallStatus Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset EndedAt,
    int TalkSeconds);

/// <summary>The carrier holds a recording of the call, or says that there is none.</summary>
[EventType("call_recorded")]
public sealed record CallRecorded(
    Guid ContactId,
    Guid UserId,
    Guid RecordingId,
    string RecordingSid,
    RecordingState State,
    int Seconds,
    int Channels,
    DateTimeOffset RecordedAt);

/// <summary>The rep said how the call went.</summary>
[EventType("call_dispositioned")]
public sealed record CallDispositioned(
    [DataSubject] Guid ContactId,
    Guid UserId,
    Disposition Disposition,
    FreeText? Note,
    DateTimeOffset? FollowUpAt,
    DateTimeOffset DispositionedAt);
