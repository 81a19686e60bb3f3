using SalesEngagement.Application.Calls;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class ReportCallStatusSpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;
    private static readonly CallStatusReported Ringing = SomeCall.Reported(CallStatus.Ringing, 1);
    private static readonly CallStatusReported Answered = SomeCall.Reported(CallStatus.InProgress, 2);
    private static readonly CallStatusReported Completed = SomeCall.Reported(CallStatus.Completed, 3, seconds: 42);
    private static readonly CallEnded Ended = SomeCall.Ended(CallStatus.Completed, talkSeconds: 42, Now.AddSeconds(3));

    [Fact]
    public void a_report_is_recorded() => Given(Requested).When<Call>(Telling(Ringing)).Then(Ringing);

    [Fact]
    public void the_same_report_again_changes_nothing() =>
        Given(Requested, Ringing).When<Call>(Telling(Ringing)).ThenNothing();

    [Fact]
    public void the_first_report_of_an_end_ends_the_call_with_it() =>
        Given(Requested, Answered).When<Call>(Telling(Completed)).Then(Completed, Ended);

    [Fact]
    public void a_call_ends_once() =>
        Given(Requested, Completed, Ended).When<Call>(Telling(SomeCall.Reported(CallStatus.Failed, 4)))
            .Then(SomeCall.Reported(CallStatus.Failed, 4, seconds: 0));

    [Fact]
    public void a_late_report_is_recorded_and_does_not_reopen_the_call() =>
        Given(Requested, Completed, Ended, Ringing).Shows<Call>().Status.ShouldBe(CallStatus.Completed);

    [Fact]
    public void the_ringing_of_a_busy_call_is_not_talk() =>
        Given(Requested).When<Call>(Telling(SomeCall.Reported(CallStatus.Busy, 2, seconds: 9)))
            .Then(SomeCall.Reported(CallStatus.Busy, 2, seconds: 0), SomeCall.Ended(CallStatus.Busy, 0, Now.AddSeconds(2)));

    [Fact]
    public void a_call_found_completed_was_answered_when_the_carrier_says() =>
        Given(Requested).When<Call>(Finding(CallStatus.Completed, seconds: 42)).Then(
            Reconciled(CallStatus.InProgress, Now.AddSeconds(-50), null),
            Reconciled(CallStatus.Completed, Now.AddSeconds(-8), 42),
            SomeCall.Ended(CallStatus.Completed, talkSeconds: 42, Now.AddSeconds(-8)));

    [Fact]
    public void what_the_webhooks_told_is_not_told_again() =>
        Given(Requested, Completed, Ended).When<Call>(Finding(CallStatus.Completed, seconds: 42)).ThenNothing();

    [Fact]
    public void what_the_carrier_said_when_asked_is_not_recorded_twice() =>
        Given(Requested, Answered).When<Call>(Finding(CallStatus.InProgress, seconds: null)).ThenNothing();

    [Fact]
    public void an_asked_carrier_that_is_behind_its_webhooks_is_ignored() =>
        Given(Requested, Answered).When<Call>(Finding(CallStatus.Ringing, seconds: null)).ThenNothing();

    private static CallStatusReported Reconciled(CallStatus status, DateTimeOffset at, int? seconds) =>
        new("CA1", status, SequenceNumber: null, at, seconds, AnsweredBy: null);

    private static Func<Call, DateTimeOffset, Decision> Telling(CallStatusReported said) => (call, now) =>
        ReportCallStatusHandler.Handle(
            new ReportCallStatus(
                said.CallSid, said.Status, said.SequenceNumber, said.ReportedAt, said.DurationSeconds, said.AnsweredBy),
            call,
            now);

    private static Func<Call, DateTimeOffset, Decision> Finding(CallStatus status, int? seconds) => (call, now) =>
        ReconcileCallHandler.Handle(
            new ReconcileCall(new CarrierCall("CA1", status, now.AddSeconds(-50), now.AddSeconds(-8), seconds, AnsweredBy: null)),
            call,
            now);
}
