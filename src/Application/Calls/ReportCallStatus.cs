using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>The carrier's webhook says where the call is. They come in any order, and again.</summary>
/// <param name="CallSid">The carrier's id of the call.</param>
/// <param name="Status">Where it is.</param>
/// <param name="SequenceNumber">The carrier's numbering of its reports, from 0.</param>
/// <param name="ReportedAt">When it happened, by the carrier's clock; null: it did not say, so now.</param>
/// <param name="DurationSeconds">From the answer to the end; with a terminal status.</param>
/// <param name="AnsweredBy">Who the carrier believes picked up.</param>
public sealed record ReportCallStatus(
    string CallSid,
    CallStatus Status,
    int? SequenceNumber,
    DateTimeOffset? ReportedAt,
    int? DurationSeconds,
    string? AnsweredBy);

public static class ReportCallStatusHandler
{
    /// <summary>A report seen before decides nothing; the first that ends the call decides its end with it.</summary>
    public static Decision Handle(ReportCallStatus command, Call call, DateTimeOffset now)
    {
        if (call.Reports.Has(command.CallSid, command.SequenceNumber, command.Status))
            return [];

        var isTerminal = command.Status.IsTerminal();
        var seconds = isTerminal ? TalkSeconds(command) : (int?)null;
        var reported = new CallStatusReported(
            command.CallSid, command.Status, command.SequenceNumber, command.ReportedAt ?? now, seconds, command.AnsweredBy);
        return isTerminal && call.Ended is null ? [reported, EndedBy(reported, call)] : [reported];
    }

    private static CallEnded EndedBy(CallStatusReported last, Call call) => new(
        call.ContactId,
        call.UserId,
        call.Direction,
        last.Status,
        call.RequestedAt,
        last.ReportedAt,
        last.DurationSeconds ?? 0);

    /// <summary>Only a completed call was talked in: some carriers count the ringing of others as duration.</summary>
    private static int TalkSeconds(ReportCallStatus command) =>
        command.Status == CallStatus.Completed ? Math.Max(0, command.DurationSeconds ?? 0) : 0;
}
