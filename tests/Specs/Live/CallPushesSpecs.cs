using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.Host.Live;
using SalesEngagement.Projections.Contacts;

namespace SalesEngagement.Specs.Live;

public class CallPushesSpecs
{
    private static readonly Guid CallId = Some.Id();
    private static readonly Guid ContactId = Some.Id();
    private static readonly Guid UserId = Some.Id();

    private readonly CallRequested _requested = new(
        ContactId, UserId, new PhoneNumber("+14155552671"), "+14155550100", CallDirection.Outbound, Now);

    [Fact]
    public void A_life_is_told_status_by_status_in_its_order() => StatusesOf(
            _requested,
            new CallDialing(1, Now),
            new CallPlaced("CA1", Now),
            Reported(CallStatus.Queued, 0),
            Reported(CallStatus.Ringing, 1),
            Reported(CallStatus.InProgress, 2),
            Reported(CallStatus.Completed, 3, seconds: 42))
        .ShouldBe([
            CallStatus.Requested, CallStatus.Queued, CallStatus.Ringing, CallStatus.InProgress, CallStatus.Completed]);

    [Fact]
    public void Repeated_reports_tell_nothing_again() => StatusesOf(
            _requested, Reported(CallStatus.Ringing, 1), Reported(CallStatus.Ringing, 1))
        .ShouldBe([CallStatus.Requested, CallStatus.Ringing]);

    [Fact]
    public void A_late_report_does_not_turn_the_life_back() => StatusesOf(
            _requested, Reported(CallStatus.InProgress, 2), Reported(CallStatus.Ringing, 1),
            Reported(CallStatus.Completed, 3, seconds: 5), Reported(CallStatus.Queued, 0))
        .ShouldBe([CallStatus.Requested, CallStatus.InProgress, CallStatus.Completed]);

    [Fact]
    public void A_status_goes_to_all_calls_to_the_contact_and_to_the_rep()
    {
        var push = PushesOf(_requested).ShouldHaveSingleItem();

        push.Channels.Select(channel => channel.Name)
            .ShouldBe(["calls", $"contact:{ContactId}:calls", $"user:{UserId}:calls"]);
        push.Data.ShouldBe(new CallStatusChanged(
            CallId, ContactId, UserId, CallDirection.Outbound, CallStatus.Requested, TalkSeconds: null));
    }

    [Fact]
    public void A_call_that_could_not_be_placed_is_told_as_failed() => StatusesOf(
            _requested, new CallNotPlaced(21211, CallFailureKind.Contact, Now))
        .ShouldBe([CallStatus.Requested, CallStatus.Failed]);

    [Theory]
    [InlineData(TimelineKind.Call)]
    [InlineData(TimelineKind.Recording)]
    [InlineData(TimelineKind.Disposition)]
    public void What_appears_on_the_timeline_is_told_as_an_activity(TimelineKind kind)
    {
        object fact = kind switch
        {
            TimelineKind.Call => new CallEnded(ContactId, UserId, CallDirection.Outbound, CallStatus.Completed, Now, Now, 42),
            TimelineKind.Recording => Recorded(RecordingState.Completed),
            _ => new CallDispositioned(ContactId, UserId, Disposition.Interested, Note: null, FollowUpAt: null, Now),
        };

        var push = PushesOf(_requested, Reported(CallStatus.Completed, 3, seconds: 42), fact).Last();

        push.Type.ShouldBe("activity-logged");
        push.Data.ShouldBe(new ActivityLogged(kind, ContactId, UserId, CallId));
        push.Channels.Select(channel => channel.Name)
            .ShouldBe(["activities", $"contact:{ContactId}:activities", $"user:{UserId}:activities"]);
    }

    [Fact]
    public void A_recording_that_is_not_there_yet_is_no_activity() =>
        PushesOf(_requested, Recorded(RecordingState.InProgress)).ShouldNotContain(push => push.Type == "activity-logged");

    private static CallRecorded Recorded(RecordingState state) =>
        new(ContactId, UserId, Some.Id(), "RE1", state, 42, 2, Now);

    private static CallStatusReported Reported(CallStatus status, int sequence, int? seconds = null) =>
        new("CA1", status, sequence, Now.AddSeconds(sequence), seconds, AnsweredBy: null);

    private static IEnumerable<CallStatus> StatusesOf(params object[] facts) =>
        PushesOf(facts).Select(push => push.Data).OfType<CallStatusChanged>().Select(data => data.Status);

    private static List<Push> PushesOf(params object[] facts)
    {
        var pushes = new List<Push>();
        Call? before = null;
        foreach (var (index, fact) in facts.Index())
        {
            var @event = Recorded(fact, index + 1);
            var after = Fold.Into<Call>([@event], before);
            pushes.AddRange(CallPushes.Of(@event, before, after.ShouldNotBeNull(), teamId: null));
            before = after;
        }

        return pushes;
    }

    private static Event Recorded(object fact, long version) =>
        (Event)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)! with
        {
            Id = Some.Id(), TenantId = "t", StreamId = CallId, Version = version, Sequence = version, Timestamp = Now,
        };
}
