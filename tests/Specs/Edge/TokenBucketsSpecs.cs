using SalesEngagement.Host.Edge;

namespace SalesEngagement.Specs.Edge;

/// <summary>Nobody gets more than their allowance, and nobody pays for somebody else.</summary>
public sealed class TokenBucketsSpecs
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly SteppedTime _clock = new();

    [Fact]
    public void a_burst_of_the_limit_is_granted_and_no_more()
    {
        var buckets = Of(5);
        for (var left = 4; left >= 0; left--)
            buckets.Take("a").ShouldBe(new(Granted: true, 5, left, ResetSeconds: 2 * (5 - left), RetrySeconds: left == 0 ? 2 : 1));
        buckets.Take("a").ShouldBe(new(Granted: false, 5, Remaining: 0, ResetSeconds: 10, RetrySeconds: 2));
    }

    [Fact]
    public void what_was_used_comes_back_little_by_little()
    {
        var buckets = Of(5);
        Empty(buckets, "a").ShouldBe(5);
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        buckets.Take("a").ShouldBe(new(Granted: false, 5, Remaining: 0, ResetSeconds: 9, RetrySeconds: 1));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Empty(buckets, "a").ShouldBe(1);
        _clock.Advance(Window);
        Empty(buckets, "a").ShouldBe(5);
        _clock.Advance(Window * 100);
        Empty(buckets, "a").ShouldBe(5, "a bucket does not get fuller than full");
    }

    [Fact]
    public void one_caller_at_the_limit_takes_nothing_from_another()
    {
        var buckets = Of(5);
        Empty(buckets, "a");
        buckets.Take("b").Remaining.ShouldBe(4);
    }

    [Fact]
    public void what_is_given_back_can_be_taken_again()
    {
        var buckets = Of(2);
        Empty(buckets, "a").ShouldBe(2);
        buckets.GiveBack("a");
        Empty(buckets, "a").ShouldBe(1);
        buckets.GiveBack("somebody who took nothing");
        buckets.Count.ShouldBe(1);
    }

    [Fact]
    public void who_has_been_idle_is_forgotten()
    {
        var buckets = Of(5);
        for (var i = 0; i < 10_000; i++)
            buckets.Take($"caller {i}");
        buckets.Count.ShouldBe(10_000);
        _clock.Advance(Window);
        Empty(buckets, "busy").ShouldBe(5);
        buckets.Count.ShouldBe(1);
        _clock.Advance(Window - TimeSpan.FromSeconds(2));
        buckets.Take("other");
        buckets.Count.ShouldBe(2, "whose allowance is not full is remembered");
    }

    [Fact]
    public async Task however_many_ask_at_once_the_limit_is_granted_exactly()
    {
        var buckets = Of(500);
        var granted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 200).Count(_ => buckets.Take("a").Granted))));
        granted.Sum().ShouldBe(500);
    }

    private static int Empty(TokenBuckets buckets, string caller)
    {
        var granted = 0;
        while (buckets.Take(caller).Granted)
            granted++;
        return granted;
    }

    private TokenBuckets Of(int limit) => new(limit, Window, _clock);
}
