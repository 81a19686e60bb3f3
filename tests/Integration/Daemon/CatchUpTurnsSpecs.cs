using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Shards that have much to catch up with take turns; those that keep up wait for nobody.</summary>
public sealed class CatchUpTurnsSpecs
{
    private const int Much = 2_000;
    private const int Little = 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task of_two_that_have_much_to_do_one_waits_and_who_has_little_does_not()
    {
        using var turns = new CatchUpTurns(new() { CatchingUp = 1 });
        var (release, order) = (new TaskCompletionSource(), new List<string>());
        var first = turns.Take(Much, () => Note("first", release.Task), Ct);
        var second = turns.Take(Much, () => Note("second", Task.CompletedTask), Ct);
        await turns.Take(Little, () => Note("little", Task.CompletedTask), Ct);
        order.ShouldBe(["first", "little"]);
        release.SetResult();
        await Task.WhenAll(first, second);
        order.ShouldBe(["first", "little", "second"]);

        Task Note(string who, Task work)
        {
            order.Add(who);
            return work;
        }
    }

    /// <summary>Negative control: with a turn for each nobody waits.</summary>
    [Fact]
    public async Task with_more_turns_both_work_at_once()
    {
        using var turns = new CatchUpTurns(new() { CatchingUp = 2 });
        var (release, begun) = (new TaskCompletionSource(), 0);
        var both = Enumerable.Range(0, 2).Select(_ => turns.Take(Much, () =>
        {
            begun++;
            return release.Task;
        }, Ct)).ToArray();
        begun.ShouldBe(2);
        release.SetResult();
        await Task.WhenAll(both);
    }

    [Fact]
    public async Task a_turn_that_fails_is_given_back()
    {
        using var turns = new CatchUpTurns(new() { CatchingUp = 1 });
        await Should.ThrowAsync<InvalidOperationException>(() => turns.Take(Much, () => throw new InvalidOperationException("no"), Ct));
        var isDone = false;
        await turns.Take(Much, () =>
        {
            isDone = true;
            return Task.CompletedTask;
        }, Ct);
        isDone.ShouldBeTrue();
    }
}
