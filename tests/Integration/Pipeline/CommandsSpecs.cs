using SalesEngagement.Application.Pipeline;
using SalesEngagement.Integration.EventStore;

namespace SalesEngagement.Integration.Pipeline;

public sealed class CommandsSpecs
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task a_command_leaves_its_events_and_says_where()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        var result = await pipeline.Tick(_id);

        result.Outcome.ShouldBe(CommandOutcome.Done);
        result.State.ShouldBe(new Counter(2));
        result.Version.ShouldBe(2);
        result.Position.ShouldBe(await pipeline.Store.Scalar<long>("select max(seq_id) from mt_events"));
    }

    [Fact]
    public async Task starting_the_same_again_changes_nothing()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        var again = await pipeline.Start(_id);

        (again.Outcome, again.Version).ShouldBe((CommandOutcome.Done, 1));
        (await pipeline.Events()).ShouldBe(1);
    }

    [Fact]
    public async Task an_unknown_stream_is_not_found_and_so_is_another_tenants()
    {
        await using var pipeline = await TestPipeline.Create();
        await using var other = new TestPipeline(pipeline.Store.Twin());
        await pipeline.Start(_id);

        (await pipeline.Tick(Guid.CreateVersion7())).Outcome.ShouldBe(CommandOutcome.NotFound);
        (await other.Tick(_id)).Outcome.ShouldBe(CommandOutcome.NotFound);
        (await pipeline.Events()).ShouldBe(1);
    }

    [Fact]
    public async Task commands_at_once_each_decide_on_what_the_others_left()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pipeline.Tick(_id)));

        results.ShouldAllBe(result => result.Outcome == CommandOutcome.Done);
        results.Select(result => result.State!.Last).Order().ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task a_stale_if_match_changes_nothing()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        await pipeline.Tick(_id, ifMatch: 1);

        (await pipeline.Tick(_id, ifMatch: 1)).Outcome.ShouldBe(CommandOutcome.VersionMismatch);
        (await pipeline.Events()).ShouldBe(2);
    }

    [Fact]
    public async Task of_writers_with_the_same_if_match_one_wins_and_nobody_retries()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pipeline.Tick(_id, ifMatch: 1)));

        results.Count(result => result.Outcome == CommandOutcome.Done).ShouldBe(1);
        results.Count(result => result.Outcome == CommandOutcome.VersionMismatch).ShouldBe(7);
        (await pipeline.Events()).ShouldBe(2);
    }

    [Fact]
    public async Task a_refusal_says_why_and_changes_nothing()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        var refused = await pipeline.Refuse(_id);

        (refused.Outcome, refused.Rejection?.Code).ShouldBe((CommandOutcome.Rejected, "too-late"));
        (await pipeline.Events()).ShouldBe(1);
    }
}
