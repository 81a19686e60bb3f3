using SalesEngagement.Application.Duplicates;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Projections.Access;

namespace SalesEngagement.Specs.Duplicates;

public sealed class DismissDuplicateSpecs
{
    private static readonly Guid One = Guid.Parse("0199a1d0-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0199a1d0-0000-7000-8000-000000000002");
    private static readonly Guid User = Some.Id();
    private static readonly DuplicateScore Phone = new(60, [DuplicateReason.SamePhone]);
    private static readonly DuplicateScore PhoneAndName = new(90, [DuplicateReason.SamePhone, DuplicateReason.SameName]);
    private static readonly DuplicateDismissed Dismissed = new(One, Other, 60, Phone.Reasons, User, Now);
    private static readonly DuplicateDismissalUndone Undone = new(One, Other, Now);
    private static readonly DuplicateScanStarted ScanStarted = new(User, Now);
    private static readonly DuplicateScanCompleted ScanCompleted = new(7, 2, Now);

    [Fact]
    public void a_pair_is_dismissed_whichever_of_the_two_is_named_first() =>
        DismissDuplicateHandler.Handle(new(Other, One, Phone, User), Now).Then(Dismissed);

    [Fact]
    public void dismissing_again_changes_nothing() => Given(Dismissed).When<DuplicatePair>(Dismiss(Phone)).ThenNothing();

    [Fact]
    public void stronger_evidence_is_dismissed_anew() => Given(Dismissed).When<DuplicatePair>(Dismiss(PhoneAndName))
        .Then(Dismissed with { Score = 90, Reasons = PhoneAndName.Reasons });

    [Fact]
    public void the_same_reason_is_no_stronger_evidence_however_it_is_weighed() =>
        Given(Dismissed).When<DuplicatePair>(Dismiss(Phone with { Score = 95 })).ThenNothing();

    [Fact]
    public void another_reason_that_says_no_more_is_no_stronger_evidence() =>
        Given(Dismissed).When<DuplicatePair>(Dismiss(new(60, [DuplicateReason.SameEmail]))).ThenNothing();

    [Fact]
    public void a_dismissal_is_undone() => Given(Dismissed).When<DuplicatePair>(Reopen).Then(Undone);

    [Fact]
    public void undoing_again_changes_nothing() => Given(Dismissed, Undone).When<DuplicatePair>(Reopen).ThenNothing();

    [Fact]
    public void what_was_undone_can_be_dismissed_again() => Given(Dismissed, Undone).When<DuplicatePair>(Dismiss(Phone)).Then(Dismissed);

    [Fact]
    public void a_pair_has_one_id_and_other_pairs_have_others()
    {
        DuplicatePair.IdOf(One, Other).ShouldBe(DuplicatePair.IdOf(Other, One));
        DuplicatePair.IdOf(One, Other).ShouldNotBe(DuplicatePair.IdOf(One, User));
        DuplicatePair.IdOf(One, Other).Version.ShouldBe(8);
    }

    [Fact]
    public void a_scan_is_started() => StartDuplicateScanHandler.Handle(new(User), Now).Then(ScanStarted);

    [Fact]
    public void a_scan_is_over_once() => Given(ScanStarted).When<DuplicateScan>(Complete).Then(ScanCompleted);

    [Fact]
    public void completing_again_changes_nothing() => Given(ScanStarted, ScanCompleted).When<DuplicateScan>(Complete).ThenNothing();

    [Theory]
    [MemberData(nameof(Written))]
    public void the_audit_trail_says_what_happened(object fact, string action, string? detail)
    {
        var entry = Given(fact).ShowsRows<AuditEntry>().ShouldHaveSingleItem();
        (entry.Action, entry.Detail, entry.Actor).ShouldBe((action, detail, "somebody"));
    }

    public static TheoryData<object, string, string?> Written => new()
    {
        { Dismissed, "duplicate-dismissed", $"{Other} 60" },
        { Undone, "duplicate-dismissal-undone", $"{Other}" },
        { ScanStarted, "duplicate-scan-started", null },
        { ScanCompleted, "duplicate-scan-completed", "7 contacts, 2 pairs" },
    };

    private static Func<DuplicatePair, DateTimeOffset, Decision> Dismiss(DuplicateScore score) =>
        (pair, now) => DismissDuplicateHandler.Handle(new(One, Other, score, User), pair, now);

    private static Decision Reopen(DuplicatePair pair, DateTimeOffset now) => ReopenDuplicateHandler.Handle(new(), pair, now);

    private static Decision Complete(DuplicateScan scan, DateTimeOffset now) => CompleteDuplicateScanHandler.Handle(new(7, 2), scan, now);
}
