using SalesEngagement.Domain.Calls;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Specs.Calls;

public sealed class CallsPerRepAndDaySpecs
{
    private static readonly CallRequested Requested = SomeCall.Requested;

    [Fact]
    public void a_call_counts_when_it_is_requested()
    {
        var row = Given(Requested, Requested).Shows<CallsPerRepAndDay>();
        (row.UserId, row.Day, row.Requested, row.Ended).ShouldBe((Requested.UserId, new(2026, 1, 5), 2, 0));
    }

    [Fact]
    public void a_conversation_counts_as_connected_with_its_talk_time()
    {
        var row = Given(Requested, SomeCall.Ended(CallStatus.Completed, 42)).Shows<CallsPerRepAndDay>();
        (row.Ended, row.Connected, row.Completed, row.TalkSeconds).ShouldBe((1, 1, 1, 42));
    }

    [Fact]
    public void other_ends_count_apart_and_are_not_connected()
    {
        CallStatus[] ends = [CallStatus.Busy, CallStatus.NoAnswer, CallStatus.Failed, CallStatus.Canceled];
        var row = Given([.. ends.Select(end => SomeCall.Ended(end, 0))]).Shows<CallsPerRepAndDay>();
        (row.Ended, row.Connected, row.Busy, row.NoAnswer, row.Failed, row.Canceled).ShouldBe((4, 0, 1, 1, 1, 1));
    }

    [Fact]
    public void a_call_over_midnight_counts_on_the_day_it_was_requested()
    {
        var ended = SomeCall.Ended(CallStatus.Completed, 42, Now.AddDays(1));
        CallsPerRepAndDay.Identity(ended).ShouldBe(CallsPerRepAndDay.Identity(Requested));
    }

    [Fact]
    public void the_day_is_the_day_in_utc()
    {
        var early = Requested with { RequestedAt = new(2026, 1, 6, 1, 0, 0, TimeSpan.FromHours(5)) };
        CallsPerRepAndDay.Identity(early).Day.ShouldBe(new(2026, 1, 5));
    }
}
