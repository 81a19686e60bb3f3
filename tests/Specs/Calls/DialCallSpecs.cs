using SalesEngagement.Application.Calls;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class DialCallSpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;
    private static readonly CallDialing Dialing = new(Attempt: 1, Now);
    private static readonly CallPlaced Placed = new("CA1", Now);
    private static readonly CallNotPlaced Blocked = new(21216, CallFailureKind.Policy, Now);
    private static readonly CallEnded Failed = SomeCall.Ended(CallStatus.Failed, talkSeconds: 0);

    [Fact]
    public void the_intent_is_recorded_before_the_carrier_is_asked() =>
        Given(Requested).When<Call>(Dialling(attempt: 1)).Then(Dialing);

    [Fact]
    public void of_two_processes_only_one_makes_an_attempt() =>
        Given(Requested, Dialing).When<Call>(Dialling(attempt: 1)).ThenRejected("call-already-dialing");

    [Fact]
    public void an_attempt_that_came_to_nothing_is_followed_by_the_next() =>
        Given(Requested, Dialing).When<Call>(Dialling(attempt: 2)).Then(new CallDialing(Attempt: 2, Now));

    [Fact]
    public void a_call_the_carrier_has_is_not_dialled_again() =>
        Given(Requested, Dialing, Placed).When<Call>(Dialling(attempt: 2)).ThenRejected("call-already-placed");

    [Fact]
    public void a_webhook_tells_that_the_carrier_has_the_call() =>
        Given(Requested, Dialing, SomeCall.Reported(CallStatus.Ringing, 1))
            .When<Call>(Dialling(attempt: 2)).ThenRejected("call-already-placed");

    [Fact]
    public void a_call_that_is_over_is_not_dialled() =>
        Given(Requested, Dialing, Blocked, Failed).When<Call>(Dialling(attempt: 2)).ThenRejected("call-already-placed");

    [Fact]
    public void the_carrier_s_id_is_kept() =>
        Given(Requested, Dialing).When<Call>(Placing).Then(Placed);

    [Fact]
    public void a_webhook_that_was_faster_has_told_the_carrier_s_id() =>
        Given(Requested, Dialing, SomeCall.Reported(CallStatus.Queued, 0)).When<Call>(Placing).ThenNothing();

    [Fact]
    public void a_refusal_ends_the_call_with_its_reason() =>
        Given(Requested, Dialing).When<Call>(Refusing).Then(Blocked, Failed);

    [Fact]
    public void a_refusal_of_a_placed_call_is_not_believed() =>
        Given(Requested, Dialing, Placed).When<Call>(Refusing).ThenNothing();

    private static Func<Call, DateTimeOffset, Domain.Decision> Dialling(int attempt) =>
        (call, now) => DialCallHandler.Handle(new DialCall(attempt), call, now);

    private static Domain.Decision Placing(Call call, DateTimeOffset now) =>
        RecordCallPlacedHandler.Handle(new RecordCallPlaced("CA1"), call, now);

    private static Domain.Decision Refusing(Call call, DateTimeOffset now) =>
        RecordCallNotPlacedHandler.Handle(new RecordCallNotPlaced(21216, CallFailureKind.Policy), call, now);
}
