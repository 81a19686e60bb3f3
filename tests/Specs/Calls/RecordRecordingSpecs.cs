using SalesEngagement.Application.Calls;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class RecordRecordingSpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;
    private static readonly Guid First = Some.Id();

    [Fact]
    public void a_recording_is_kept_with_the_call() =>
        Given(Requested).When<Call>(Telling(RecordingState.Completed)).Then(Recorded(RecordingState.Completed));

    [Fact]
    public void telling_it_again_changes_nothing() =>
        Given(Requested, Recorded(RecordingState.Completed)).When<Call>(Telling(RecordingState.Completed)).ThenNothing();

    [Fact]
    public void a_late_beginning_does_not_undo_the_end() =>
        Given(Requested, Recorded(RecordingState.Completed)).When<Call>(Telling(RecordingState.InProgress)).ThenNothing();

    [Fact]
    public void a_recording_keeps_its_id_through_its_life() =>
        Given(Requested, Recorded(RecordingState.InProgress))
            .When<Call>((call, now) => RecordRecordingHandler.Handle(Telling(Some.Id(), RecordingState.Completed, now), call, now))
            .Then(Recorded(RecordingState.Completed));

    private static Func<Call, DateTimeOffset, Decision> Telling(RecordingState state) =>
        (call, now) => RecordRecordingHandler.Handle(Telling(First, state, now), call, now);

    private static RecordRecording Telling(Guid id, RecordingState state, DateTimeOffset at) =>
        new(id, "RE1", state, Seconds: 42, Channels: 2, at);

    private static CallRecorded Recorded(RecordingState state) =>
        new(Requested.ContactId, Requested.UserId, First, "RE1", state, Seconds: 42, Channels: 2, Now);
}
