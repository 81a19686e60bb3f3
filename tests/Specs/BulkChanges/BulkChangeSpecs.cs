using SalesEngagement.Application.BulkChanges;
using SalesEngagement.Domain.BulkChanges;
using SalesEngagement.Projections.Access;

namespace SalesEngagement.Specs.BulkChanges;

/// <summary>What may happen to a bulk change, and when.</summary>
public sealed class BulkChangeSpecs
{
    private static readonly Guid Owner = Some.Id();
    private static readonly BulkChangeCounts Counts = new(8, 1, 1, 0);
    private static readonly BulkChangeStarted Started = new(Owner, BulkChangeKind.AddTag, "vip", 10, Now);
    private static readonly BulkChangeCompleted Completed = new(Counts, Now);
    private static readonly BulkChangeCancelled Cancelled = new(Now);
    private static readonly BulkChangeStopped Stopped = new("internal-error", Now);
    private static readonly BulkChangeUndoStarted Undoing = new(Owner, Now);
    private static readonly BulkChangeUndone Undone = new(7, 1, Now);

    [Fact]
    public void a_preview_is_confirmed() =>
        StartBulkChangeHandler.Handle(new(Owner, BulkChangeKind.AddTag, "vip", 10), Now).Then(Started);

    [Fact]
    public void it_is_completed_once_and_only_while_it_runs()
    {
        Given(Started).When<BulkChange>(Complete).Then(Completed);
        Given(Started, Completed).When<BulkChange>(Complete).ThenNothing();
        Given(Started, Cancelled).When<BulkChange>(Complete).ThenNothing();
    }

    [Fact]
    public void what_runs_is_cancelled_once()
    {
        Given(Started).When<BulkChange>(Cancel).Then(Cancelled);
        Given(Started, Cancelled).When<BulkChange>(Cancel).ThenNothing();
        Given(Started, Completed).When<BulkChange>(Cancel).ThenRejected("bulk-change-over");
        Given(Started, Completed, Undoing).When<BulkChange>(Cancel).ThenRejected("bulk-change-over");
    }

    [Fact]
    public void what_runs_and_cannot_go_on_is_stopped_once()
    {
        Given(Started).When<BulkChange>(Stop).Then(Stopped);
        Given(Started, Stopped).When<BulkChange>(Stop).ThenNothing();
        Given(Started, Completed).When<BulkChange>(Stop).ThenNothing();
        Given(Started, Stopped).Shows<BulkChange>().Stop.ShouldBe("internal-error");
    }

    [Fact]
    public void what_is_over_is_undone_once()
    {
        foreach (var end in new object[] { Completed, Cancelled, Stopped })
            Given(Started, end).When<BulkChange>(Undo).Then(Undoing);
        Given(Started, Completed, Undoing).When<BulkChange>(Undo).ThenNothing();
        Given(Started, Completed, Undoing, Undone).When<BulkChange>(Undo).ThenNothing();
        Given(Started, Completed, Undoing).When<BulkChange>(Finish).Then(Undone);
        Given(Started, Completed, Undoing, Undone).When<BulkChange>(Finish).ThenNothing();
    }

    [Fact]
    public void what_runs_or_is_forgotten_cannot_be_undone()
    {
        Given(Started).When<BulkChange>(Undo).ThenRejected("bulk-change-running");
        Given(Started, Completed).When<BulkChange>((change, now) => UndoBulkChangeHandler.Handle(new(Owner, AreItemsKept: false), change, now))
            .ThenRejected("too-late-to-undo");
    }

    [Fact]
    public void its_life_shows()
    {
        var change = Given(Started).Shows<BulkChange>();
        change.ShouldBe(new BulkChange(Owner, BulkChangeKind.AddTag, "vip", 10, BulkChangeStatus.Running, Now));
        foreach (var (events, status) in new (object[], BulkChangeStatus)[]
                 {
                     ([Started, Completed], BulkChangeStatus.Completed), ([Started, Cancelled], BulkChangeStatus.Cancelled),
                     ([Started, Stopped], BulkChangeStatus.Failed), ([Started, Completed, Undoing], BulkChangeStatus.Undoing),
                     ([Started, Completed, Undoing, Undone], BulkChangeStatus.Undone),
                 })
        {
            Given(events).Shows<BulkChange>().Status.ShouldBe(status);
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void each_event_is_in_the_audit_trail(object fact, string action, string? detail)
    {
        var entry = Given(fact).ShowsRows<AuditEntry>().Single();
        (entry.Action, entry.Detail).ShouldBe((action, detail));
    }

    public static TheoryData<object, string, string?> Entries => new()
    {
        { Started, "bulk-change-started", "AddTag vip, 10 contacts" },
        { Completed, "bulk-change-completed", "8 changed, 1 unchanged, 1 refused, 0 failed" },
        { Cancelled, "bulk-change-cancelled", null },
        { Stopped, "bulk-change-stopped", "internal-error" },
        { Undoing, "bulk-change-undo-started", null },
        { Undone, "bulk-change-undone", "7 changed back, 1 kept" },
    };

    private static Domain.Decision Complete(BulkChange change, DateTimeOffset now) => CompleteBulkChangeHandler.Handle(new(Counts), change, now);

    private static Domain.Decision Cancel(BulkChange change, DateTimeOffset now) => CancelBulkChangeHandler.Handle(new(), change, now);

    private static Domain.Decision Stop(BulkChange change, DateTimeOffset now) => StopBulkChangeHandler.Handle(new("internal-error"), change, now);

    private static Domain.Decision Undo(BulkChange change, DateTimeOffset now) => UndoBulkChangeHandler.Handle(new(Owner, AreItemsKept: true), change, now);

    private static Domain.Decision Finish(BulkChange change, DateTimeOffset now) => FinishBulkChangeUndoHandler.Handle(new(7, 1), change, now);
}
