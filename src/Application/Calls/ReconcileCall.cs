using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Application.Calls;

/// <summary>We asked the carrier, because its webhooks are overdue. What they told already is not told again.</summary>
public sealed record ReconcileCall(CarrierCall Found);

public static class ReconcileCallHandler
{
    public static Decision Handle(ReconcileCall command, Call call, DateTimeOffset now)
    {
        var found = command.Found;
        if (call.IsOver || found.Status <= call.Status)
            return [];

        var report = new ReportCallStatus(
            found.CallSid, found.Status, SequenceNumber: null, found.EndedAt, found.DurationSeconds, found.AnsweredBy);
        var answered = report with { Status = CallStatus.InProgress, ReportedAt = found.StartedAt, DurationSeconds = null };
        return found.Status switch
        {
            CallStatus.Completed when call.AnsweredAt is null && found.DurationSeconds > 0 =>
            [
                .. ReportCallStatusHandler.Handle(answered, call, now),
                .. ReportCallStatusHandler.Handle(report, call, now),
            ],
            CallStatus.InProgress => ReportCallStatusHandler.Handle(answered, call, now),
            _ => ReportCallStatusHandler.Handle(report, call, now),
        };
    }
}
