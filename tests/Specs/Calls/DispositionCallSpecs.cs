using SalesEngagement.Application.Calls;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Specs.Calls;

public sealed class DispositionCallSpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;
    private static readonly CallStatusReported Completed = SomeCall.Reported(CallStatus.Completed, 3, seconds: 42);
    private static readonly FreeText Note = new("Wants pricing");
    private static readonly CallDispositioned Interested = Said(Disposition.Interested);

    [Fact]
    public void a_finished_call_takes_a_disposition() =>
        Given(Requested, Completed).When<Call>(Saying(Disposition.Interested)).Then(Interested);

    [Fact]
    public void saying_the_same_again_changes_nothing() =>
        Given(Requested, Completed, Interested).When<Call>(Saying(Disposition.Interested)).ThenNothing();

    [Fact]
    public void saying_something_else_corrects() =>
        Given(Requested, Completed, Interested).When<Call>(Saying(Disposition.WrongNumber))
            .Then(Said(Disposition.WrongNumber));

    [Fact]
    public void a_live_call_takes_none() =>
        Given(Requested).When<Call>(Saying(Disposition.Interested)).ThenRejected("call-still-live");

    private static CallDispositioned Said(Disposition disposition) =>
        new(Requested.ContactId, Requested.UserId, disposition, Note, FollowUpAt: null, Now);

    private static Func<Call, DateTimeOffset, Decision> Saying(Disposition disposition) => (call, now) =>
        DispositionCallHandler.Handle(new DispositionCall(disposition, Note, FollowUpAt: null, Requested.UserId), call, now);
}
