using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Specs.Calls;

namespace SalesEngagement.Specs.Contacts;

public sealed class ContactTimelineSpecs
{
    [Fact]
    public void it_begins_with_the_contact() => Titles(SomeContact.Added).ShouldBe(["Contact added"]);

    [Fact]
    public void it_tells_when_the_contact_was_put_away_and_brought_back() =>
        Titles(SomeContact.Deleted, SomeContact.Restored).ShouldBe(["Contact deleted", "Contact restored"]);

    [Fact]
    public void it_shows_who_changed_the_contact() =>
        Given(SomeContact.Added).ShowsRows<ContactTimeline>().ShouldHaveSingleItem().By.ShouldBe("somebody");

    [Fact]
    public void an_ended_call_appears_on_its_contact_by_itself()
    {
        var call = Given(SomeCall.Ended(CallStatus.Completed, talkSeconds: 200));
        var entry = call.ShowsRows<ContactTimeline>().ShouldHaveSingleItem();
        entry.Kind.ShouldBe(TimelineKind.Call);
        entry.ContactId.ShouldBe(SomeCall.Requested.ContactId);
        entry.CallId.ShouldBe(call.StreamId);
        entry.Title.ShouldBe("Outbound call, 3 min 20 s");
    }

    [Fact]
    public void a_call_that_nobody_answered_says_so() =>
        Titles(SomeCall.Ended(CallStatus.NoAnswer, talkSeconds: 0)).ShouldBe(["Outbound call, no answer"]);

    [Fact]
    public void a_completed_recording_appears() =>
        Titles(Recorded(RecordingState.Completed, 200)).ShouldBe(["Recording, 3 min 20 s"]);

    [Fact]
    public void a_recording_that_is_missing_is_told() =>
        Titles(Recorded(RecordingState.Absent, 0)).ShouldBe(["No recording was made"]);

    [Fact]
    public void a_recording_that_still_runs_is_no_news() =>
        Titles(Recorded(RecordingState.InProgress, 0)).ShouldBeEmpty();

    [Fact]
    public void a_disposition_appears_with_its_note()
    {
        var said = new CallDispositioned(
            Some.Id(), Some.Id(), Disposition.LeftVoicemail, new FreeText("Try Monday"), FollowUpAt: null, Now);
        var entry = Given(said).ShowsRows<ContactTimeline>().ShouldHaveSingleItem();
        entry.Title.ShouldBe("Disposition: left voicemail");
        entry.Body.ShouldBe(new FreeText("Try Monday"));
    }

    private static CallRecorded Recorded(RecordingState state, int seconds) =>
        new(Some.Id(), Some.Id(), Some.Id(), "RE1", state, seconds, Channels: 2, Now);

    private static IEnumerable<string> Titles(params object[] events) =>
        Given(events).ShowsRows<ContactTimeline>().Select(entry => entry.Title);
}
