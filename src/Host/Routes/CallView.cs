using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Host.Routes;

/// <summary>A call as the API shows it.</summary>
internal sealed record CallView(
    Guid Id,
    Guid ContactId,
    Guid UserId,
    CallDirection Direction,
    CallStatus Status,
    CallOutcome? Outcome,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? TalkSeconds,
    string? AnsweredBy,
    IReadOnlyList<RecordingView> Recordings,
    Disposition? Disposition,
    string? Note,
    DateTimeOffset? FollowUpAt)
{
    /// <summary>From the stream.</summary>
    public static CallView Of(Guid id, Call call, long _) => new(
        id, call.ContactId, call.UserId, call.Direction, call.Status, call.Outcome, call.RequestedAt, call.AnsweredAt,
        call.EndedAt, call.TalkSeconds, call.AnsweredBy, RecordingsOf(call.Recordings), call.Disposition,
        call.Note?.Value, call.FollowUpAt);

    /// <summary>From the call log.</summary>
    public static CallView Of(CallLog line) => new(
        line.Id, line.ContactId, line.UserId, line.Direction, line.Status, line.Outcome, line.RequestedAt,
        line.AnsweredAt, line.EndedAt, line.TalkSeconds, line.AnsweredBy, RecordingsOf(line.Recordings),
        line.Disposition, line.Note?.Value, line.FollowUpAt);

    private static IReadOnlyList<RecordingView> RecordingsOf(IReadOnlyList<CallRecording> recordings) =>
        [.. recordings.Select(recording => new RecordingView(recording.Id, recording.Seconds, recording.State))];
}

/// <summary>A recording as the API shows it.</summary>
internal sealed record RecordingView(Guid Id, int Seconds, RecordingState State);

/// <summary>A call that passed the gate and is about to be dialled.</summary>
internal sealed record RequestedCall(
    Guid Id, CallStatus Status, Guid ContactId, Guid UserId, CallDirection Direction, DateTimeOffset RequestedAt, GateView Gate)
{
    public static RequestedCall Of(Guid id, Call call, long _) => new(
        id, call.Status, call.ContactId, call.UserId, call.Direction, call.RequestedAt, new("allowed", []));
}

/// <summary>What the gate said.</summary>
internal sealed record GateView(string Verdict, IReadOnlyList<Reason> Reasons);
