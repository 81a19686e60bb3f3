using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What a bulk change would do. Its contacts are written down: those, and no others, are changed when it is confirmed.</summary>
/// <param name="Token">Confirms it; good for who asked alone.</param>
/// <param name="Count">Contacts that were chosen.</param>
/// <param name="Sample">Some of them.</param>
/// <param name="AlreadySo">Of those, where there is nothing to do.</param>
/// <param name="PutAway">Of those, put away: they are refused.</param>
/// <param name="OutOfReach">Ids that were named and are nobody's that the caller reaches.</param>
/// <param name="Truncated">Whether there are more, which were not chosen.</param>
/// <param name="ExpiresAt">Until when it can be confirmed.</param>
internal sealed record BulkPreviewView(
    string Token, long Count, IReadOnlyList<ContactView> Sample, long AlreadySo, long PutAway, long? OutOfReach, bool Truncated,
    DateTimeOffset ExpiresAt) : IListPage
{
    int IListPage.Count => (int)Math.Min(Count, int.MaxValue);
}

/// <summary>A bulk change as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Of its stream.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Kind">What is done to each contact.</param>
/// <param name="Subject">The tag, the stage, or the field's name.</param>
/// <param name="OwnerIds">Who become responsible.</param>
/// <param name="CompanyId">The company.</param>
/// <param name="OwnerId">Who confirmed it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="Total">Contacts that were chosen.</param>
/// <param name="Done">How many were looked at.</param>
/// <param name="Changed">Of those.</param>
/// <param name="Unchanged">Of those: they were so already.</param>
/// <param name="Refused">Of those: by a rule, or because they are out of reach.</param>
/// <param name="Failed">Of those.</param>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="ContactsPerSecond">While it works, with what it waits for other jobs and for read models.</param>
/// <param name="SecondsLeft">At that rate.</param>
/// <param name="Stop">Why it could not go on, such as <c>internal-error</c>.</param>
/// <param name="Undo">What was taken back.</param>
internal sealed record BulkChangeView(
    Guid Id, long Version, BulkChangeStatus Status, BulkChangeKind Kind, string? Subject, IReadOnlyList<Guid>? OwnerIds, Guid? CompanyId,
    Guid OwnerId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Total, long Done, long Changed, long Unchanged, long Refused,
    long Failed, double Progress, long? ContactsPerSecond, long? SecondsLeft, string? Stop, BulkUndoView? Undo)
{
    public static BulkChangeView Of(Guid id, BulkChange change, long version, BulkChangeRow row)
    {
        var done = row.Changed + row.Unchanged + row.Refused + row.Failed;
        var rate = row.WorkingMs > 0 ? done * 1000 / row.WorkingMs : 0;
        var isCounted = change.Status == BulkChangeStatus.Running && rate > 0;
        return new(
            id, version, change.Status, change.Kind, change.Subject, row.Plan.OwnerIds, row.Plan.CompanyId, change.OwnerId, change.StartedAt,
            row.EndedAt, change.Contacts, done, row.Changed, row.Unchanged, row.Refused, row.Failed, Share(row.LastN, change.Contacts, change.Status),
            isCounted ? rate : null, isCounted ? Math.Max(0, change.Contacts - done) / rate : null, change.Stop,
            row.UndoBy is { } by ? new(by, row.ChangedBack, row.Kept, UndoProgress(row, change.Status)) : null);
    }

    // Whoever was erased meanwhile is not among those that are done: what is over is over.
    private static double Share(long done, long of, BulkChangeStatus status) =>
        of == 0 || status == BulkChangeStatus.Completed ? 1 : Math.Min(1, Math.Round((double)done / of, 4));

    private static double UndoProgress(BulkChangeRow row, BulkChangeStatus status) =>
        row.Changed == 0 || status == BulkChangeStatus.Undone
            ? 1
            : Math.Min(1, Math.Round((double)(row.ChangedBack + row.Kept) / row.Changed, 4));
}

/// <summary>What was taken back of a bulk change.</summary>
/// <param name="ById">Who took it back.</param>
/// <param name="ChangedBack">Contacts that are as before.</param>
/// <param name="Kept">Contacts that were kept; the items say why.</param>
/// <param name="Progress">From 0 to 1.</param>
internal sealed record BulkUndoView(Guid ById, long ChangedBack, long Kept, double Progress);

/// <summary>A contact of a bulk change and what became of it.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why it was refused or failed: <c>out-of-reach</c>, <c>deleted</c>, <c>too-many-tags</c>, ….</param>
/// <param name="Undone">When it was taken back: <c>changed-back</c> or <c>kept</c>.</param>
/// <param name="UndoReason">Why it was kept: <c>changed-since</c>, <c>out-of-reach</c>, <c>deleted</c>, ….</param>
internal sealed record BulkItemView(Guid ContactId, BulkItemResult Result, string? Reason, string? Undone, string? UndoReason);

/// <summary>What became of a contact; <see cref="Pending"/>: nothing yet.</summary>
internal enum BulkItemResult { Pending, Changed, Unchanged, Refused, Failed }
