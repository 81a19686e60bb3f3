using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class CallLogSpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;
    private static readonly CallStatusReported Ringing = SomeCall.Reported(CallStatus.Ringing, 1);
    private static readonly CallStatusReported Answered = SomeCall.Reported(CallStatus.InProgress, 2);
    private static readonly CallStatusReported Completed = SomeCall.Reported(CallStatus.Completed, 3, seconds: 42);
    private static readonly CallEnded Ended = SomeCall.Ended(CallStatus.Completed, 42, Completed.ReportedAt);

    [Fact]
    public void a_requested_call_shows_at_once() =>
        Given(Requested).Shows<CallLog>().Status.ShouldBe(CallStatus.Requested);

    [Fact]
    public void a_placed_call_is_queued() =>
        Given(Requested, new CallPlaced("CA1", Now)).Shows<CallLog>().Status.ShouldBe(CallStatus.Queued);

    [Fact]
    public void a_late_report_does_not_lead_back() =>
        Given(Requested, Answered, Ringing).Shows<CallLog>().Status.ShouldBe(CallStatus.InProgress);

    [Fact]
    public void a_completed_call_shows_its_talk_time_and_outcome()
    {
        var line = Given(Requested, Ringing, Answered, Completed, Ended).Shows<CallLog>();
        (line.Status, line.TalkSeconds, line.Outcome).ShouldBe((CallStatus.Completed, 42, CallOutcome.Connected));
        (line.AnsweredAt, line.EndedAt).ShouldBe((Answered.ReportedAt, Completed.ReportedAt));
    }

    [Fact]
    public void a_call_that_was_never_placed_failed() =>
        Given(Requested, new CallNotPlaced(21211, CallFailureKind.Contact, Now), SomeCall.Ended(CallStatus.Failed, 0))
            .Shows<CallLog>().Outcome.ShouldBe(CallOutcome.Failed);

    [Fact]
    public void recordings_show_as_they_come() =>
        Given(Requested, new CallRecorded(Some.Id(), Some.Id(), Some.Id(), "RE1", RecordingState.Completed, 40, 2, Now))
            .Shows<CallLog>().Recordings.ShouldHaveSingleItem().Seconds.ShouldBe(40);

    [Fact]
    public void a_disposition_shows_with_note_and_outcome()
    {
        var said = new CallDispositioned(
            Requested.ContactId, Requested.UserId, Disposition.LeftVoicemail, new FreeText("Beep"), Now.AddDays(1), Now);
        var line = Given(Requested, Completed, Ended, said).Shows<CallLog>();
        (line.Disposition, line.Note, line.FollowUpAt).ShouldBe((said.Disposition, said.Note, said.FollowUpAt));
        line.Outcome.ShouldBe(CallOutcome.Voicemail);
    }

    [Fact]
    public void the_line_agrees_with_the_call_whatever_order_the_reports_came_in()
    {
        CallStatusReported[] reports = [Ringing, Answered, Completed, SomeCall.Reported(CallStatus.Failed, 4, 0)];
        foreach (var order in Orders(reports))
        {
            var past = Given([Requested, .. order]);
            var (call, line) = (past.Shows<Call>(), past.Shows<CallLog>());
            (line.Status, line.AnsweredAt, line.EndedAt, line.TalkSeconds, line.Outcome)
                .ShouldBe((call.Status, call.AnsweredAt, call.EndedAt, call.TalkSeconds, call.Outcome));
        }
    }

    private static IEnumerable<IEnumerable<object>> Orders(CallStatusReported[] items) => items is []
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => rest.Prepend(first)));
}
