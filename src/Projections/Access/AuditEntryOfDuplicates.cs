using SalesEngagement.Domain.Duplicates;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Projections.Access;

/// <summary>What is written down about contacts that look like one person.</summary>
public sealed partial record AuditEntry
{
    public static AuditEntry Create(Event<DuplicateDismissed> e) => Of(e, "duplicate-dismissed", "duplicate") with
    {
        SubjectId = e.Data.FirstId,
        Detail = $"{e.Data.SecondId} {e.Data.Score}",
    };

    public static AuditEntry Create(Event<DuplicateDismissalUndone> e) => Of(e, "duplicate-dismissal-undone", "duplicate") with
    {
        SubjectId = e.Data.FirstId,
        Detail = e.Data.SecondId.ToString(),
    };

    public static AuditEntry Create(Event<DuplicateScanStarted> e) => Of(e, "duplicate-scan-started", "duplicate-scan");

    public static AuditEntry Create(Event<DuplicateScanCompleted> e) => Of(e, "duplicate-scan-completed", "duplicate-scan") with
    {
        Detail = $"{e.Data.Contacts} contacts, {e.Data.Pairs} pairs",
    };
}
