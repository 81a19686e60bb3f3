using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What the documentation shows for bulk changes.</summary>
internal static class BulkChangeExamples
{
    public static NewPreview New { get; } = new(
        new(Filter: new(Tag: "navy", Stage: "new")), new(BulkChangeKind.AddTag, Tag: "spring-campaign"));

    public static BulkPreviewView Preview { get; } = new(
        "pO5Zk0mJ2cQ", Count: 1250, [ContactExamples.Contact], AlreadySo: 40, PutAway: 0, OutOfReach: null, Truncated: false,
        new(2026, 1, 5, 9, 30, 0, TimeSpan.Zero));

    public static ConfirmBody Confirm { get; } = new(Preview.Token);

    public static BulkChangeView Change { get; } = new(
        Guid.Parse("0199a1d7-2d3e-7f40-8b5c-6d7e8f9a0b1c"), Version: 1, BulkChangeStatus.Running, BulkChangeKind.AddTag, "spring-campaign",
        OwnerIds: null, CompanyId: null, ContactExamples.OwnerId, new(2026, 1, 5, 9, 1, 0, TimeSpan.Zero), EndedAt: null, Total: 1250,
        Done: 600, Changed: 580, Unchanged: 19, Refused: 1, Failed: 0, Progress: 0.48, ContactsPerSecond: 1200, SecondsLeft: 0, Stop: null,
        Undo: null);

    public static BulkItemView Item { get; } = new(
        ContactExamples.ContactId, BulkItemResult.Refused, "out-of-reach", Undone: null, UndoReason: null);

    public static BulkChangeView Undoing { get; } = Change with
    {
        Version = 3, Status = BulkChangeStatus.Undoing, Done = 1250, Changed = 1209, Unchanged = 40, Progress = 1, ContactsPerSecond = null,
        SecondsLeft = null, Undo = new(ContactExamples.OwnerId, ChangedBack: 0, Kept: 0, Progress: 0),
    };
}
