using SalesEngagement.Application.Imports;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Specs.Imports;

/// <summary>What may happen to an import, and when.</summary>
public sealed class ContactImportSpecs
{
    private static readonly Guid Owner = Some.Id();
    private static readonly ImportCounts Counts = new(8, 1, 1, 0, 2);
    private static readonly ContactImportStarted Started = new(Owner, IsDryRun: false, 100, Now);
    private static readonly ContactImportStarted DryRun = Started with { IsDryRun = true };
    private static readonly ContactImportChecked Checked = new(Counts, Now);
    private static readonly ContactImportCompleted Completed = new(Counts, Now);

    [Fact]
    public void a_file_is_sent() => StartImportHandler.Handle(new(Owner, IsDryRun: true, 100), Now).Then(DryRun);

    [Fact]
    public void a_dry_run_is_confirmed_once()
    {
        Given(DryRun, Checked).When<ContactImport>(Confirm).Then(new ContactImportConfirmed(Now));
        Given(DryRun, Checked, new ContactImportConfirmed(Now)).When<ContactImport>(Confirm).ThenNothing();
        Given(Started).When<ContactImport>(Confirm).ThenNothing();
    }

    [Fact]
    public void what_is_not_looked_at_yet_or_over_cannot_be_confirmed()
    {
        Given(DryRun).When<ContactImport>(Confirm).ThenRejected("still-checking");
        Given(DryRun, new ContactImportCancelled(Now)).When<ContactImport>(Confirm).ThenRejected("import-over");
        Given(DryRun, Checked, new ContactImportStopped("not-confirmed", null, null, Now)).When<ContactImport>(Confirm).ThenRejected("import-over");
    }

    [Fact]
    public void what_runs_or_waits_is_cancelled_once()
    {
        Given(Started).When<ContactImport>(Cancel).Then(new ContactImportCancelled(Now));
        Given(DryRun, Checked).When<ContactImport>(Cancel).Then(new ContactImportCancelled(Now));
        Given(Started, new ContactImportCancelled(Now)).When<ContactImport>(Cancel).ThenNothing();
        Given(Started, Completed).When<ContactImport>(Cancel).ThenRejected("import-over");
    }

    [Fact]
    public void what_was_carried_out_is_undone_once()
    {
        var undo = new ContactImportUndoStarted(Now);
        Given(Started, Completed).When<ContactImport>(Undo).Then(undo);
        Given(Started, new ContactImportCancelled(Now)).When<ContactImport>(Undo).Then(undo);
        Given(Started, new ContactImportStopped("malformed-quotes", 7, 2, Now)).When<ContactImport>(Undo).Then(undo);
        Given(Started, Completed, undo).When<ContactImport>(Undo).ThenNothing();
        Given(Started, Completed, undo, new ContactImportUndone(8, 1, 0, Now)).When<ContactImport>(Undo).ThenNothing();
    }

    [Fact]
    public void what_runs_was_never_carried_out_or_is_forgotten_cannot_be_undone()
    {
        Given(Started).When<ContactImport>(Undo).ThenRejected("import-running");
        Given(DryRun, Checked).When<ContactImport>(Undo).ThenRejected("nothing-to-undo");
        Given(Started, Completed).When<ContactImport>((import, now) => UndoImportHandler.Handle(new(AreRowsKept: false), import, now))
            .ThenRejected("too-late-to-undo");
    }

    [Fact]
    public void progress_is_told_by_tenths_and_the_end_by_what_it_was()
    {
        Given(Started).When<ContactImport>(Advance(before: 0, rows: 50)).ThenNothing();
        Given(Started).When<ContactImport>(Advance(before: 50, rows: 150)).Then(new ContactImportProgressed(150, 1000, Now));
        Given(Started).When<ContactImport>(Advance(before: 900, rows: 1000, isEnd: true)).Then(Completed);
        Given(DryRun).When<ContactImport>(Advance(before: 900, rows: 1000, isEnd: true)).Then(Checked);
        Given(Started, new ContactImportCancelled(Now)).When<ContactImport>(Advance(before: 0, rows: 50)).ThenRejected("import-over");
    }

    [Fact]
    public void what_cannot_go_on_stops_once()
    {
        var stopped = new ContactImportStopped("malformed-quotes", 7, 2, Now);
        Given(Started).When<ContactImport>(Stop).Then(stopped);
        Given(Started, stopped).When<ContactImport>(Stop).ThenNothing();
        Given(Started, Completed).When<ContactImport>(Stop).ThenNothing();
        Given(Started, stopped).Shows<ContactImport>().Stop.ShouldBe(stopped);
    }

    [Fact]
    public void taking_back_ends_once()
    {
        var (undo, undone) = (new ContactImportUndoStarted(Now), new ContactImportUndone(8, 1, 2, Now));
        Given(Started, Completed, undo).When<ContactImport>(Finish).Then(undone);
        Given(Started, Completed, undo, undone).When<ContactImport>(Finish).ThenNothing();
        Given(Started, Completed, undo, undone).Shows<ContactImport>().Status.ShouldBe(ImportStatus.Undone);
    }

    private static Domain.Decision Confirm(ContactImport import, DateTimeOffset now) => ConfirmImportHandler.Handle(new(), import, now);

    private static Domain.Decision Cancel(ContactImport import, DateTimeOffset now) => CancelImportHandler.Handle(new(), import, now);

    private static Domain.Decision Undo(ContactImport import, DateTimeOffset now) => UndoImportHandler.Handle(new(AreRowsKept: true), import, now);

    private static Domain.Decision Stop(ContactImport import, DateTimeOffset now) => StopImportHandler.Handle(new("malformed-quotes", 7, 2), import, now);

    private static Domain.Decision Finish(ContactImport import, DateTimeOffset now) => FinishImportUndoHandler.Handle(new(8, 1, 2), import, now);

    private static Func<ContactImport, DateTimeOffset, Domain.Decision> Advance(long before, long rows, bool isEnd = false) =>
        (import, now) => AdvanceImportHandler.Handle(new(before, rows, 1000, Counts, isEnd), import, now);
}
