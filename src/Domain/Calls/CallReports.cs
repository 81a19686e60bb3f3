using System.Collections.Immutable;

namespace SalesEngagement.Domain.Calls;

/// <summary>
/// The carrier's reports on one call, as a set: every answer below depends on which reports came, never on their order
/// or on how often each came.
/// </summary>
public sealed class CallReports
{
    private readonly ImmutableList<CallStatusReported> _reports;

    private CallReports(ImmutableList<CallStatusReported> reports) => _reports = reports;

    /// <summary>Nothing was reported yet.</summary>
    public static CallReports None { get; } = new([]);

    /// <summary>
    /// The report that ended the call: of several, the carrier's last by its own numbering. A report that we asked
    /// for has no number and yields to one that has.
    /// </summary>
    public CallStatusReported? Terminal => _reports.Where(r => r.Status.IsTerminal()).MaxBy(Weight);

    /// <summary>How far the call came before its end, as far as was reported.</summary>
    public CallStatus? Furthest =>
        _reports.Where(r => !r.Status.IsTerminal()).Select(r => (CallStatus?)r.Status).Max();

    /// <summary>The earliest time at which the call was in progress.</summary>
    public DateTimeOffset? AnsweredAt =>
        _reports.Where(r => r.Status == CallStatus.InProgress).Select(r => (DateTimeOffset?)r.ReportedAt).Min();

    /// <summary>Who picked up, by the weightiest report that says so.</summary>
    public string? AnsweredBy => _reports.Where(r => r.AnsweredBy is not null).MaxBy(Weight)?.AnsweredBy;

    /// <summary>Whether this report came before. A repeated webhook is the same report.</summary>
    public bool Has(string callSid, int? sequenceNumber, CallStatus status) =>
        _reports.Exists(r => r.CallSid == callSid && r.SequenceNumber == sequenceNumber && r.Status == status);

    /// <summary>These reports and one more.</summary>
    public CallReports Add(CallStatusReported report) => new(_reports.Add(report));

    private static (int, CallStatus, long, int, string) Weight(CallStatusReported r) =>
        (r.SequenceNumber ?? -1, r.Status, -r.ReportedAt.UtcTicks, r.DurationSeconds ?? -1, r.AnsweredBy ?? "");
}
