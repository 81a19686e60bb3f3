using SalesEngagement.Application.Pipeline;
using SalesEngagement.Integration.EventStore;

namespace SalesEngagement.Integration.Pipeline;

public sealed class IdempotencySpecs
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task without_a_key_the_same_command_has_its_effect_twice()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);

        await pipeline.Tick(_id);
        await pipeline.Tick(_id);

        (await pipeline.Events()).ShouldBe(3);
    }

    [Fact]
    public async Task the_same_key_answers_the_same_although_the_stream_went_on()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        var first = await pipeline.Tick(_id, key: "k");
        await pipeline.Tick(_id);

        var again = await pipeline.Tick(_id, key: "k");

        again.ShouldBe(first);
        (await pipeline.Events()).ShouldBe(3);
    }

    [Fact]
    public async Task a_creation_repeated_with_a_fresh_id_answers_the_first_one()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id, key: "k");

        (await pipeline.Start(Guid.CreateVersion7(), key: "k")).StreamId.ShouldBe(_id);
        (await pipeline.Events()).ShouldBe(1);
    }

    [Fact]
    public async Task a_refusal_is_remembered_too()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        await pipeline.Refuse(_id, key: "k");

        (await pipeline.Tick(_id, key: "k")).Rejection?.Code.ShouldBe("too-late");
        (await pipeline.Events()).ShouldBe(1);
    }

    [Fact]
    public async Task another_body_under_the_same_key_is_refused()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        await pipeline.Tick(_id, key: "k", body: "one");

        (await pipeline.Tick(_id, key: "k", body: "two")).Outcome.ShouldBe(CommandOutcome.KeyReused);
        (await pipeline.Events()).ShouldBe(2);
    }

    [Fact]
    public async Task twins_on_two_nodes_have_one_effect()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        var nodes = Enumerable.Range(0, 8).Select(_ => pipeline.Twin()).ToArray();

        var results = await Task.WhenAll(nodes.Select(node => node.Tick(_id, key: "k")));

        results.ShouldAllBe(result => result.Outcome == CommandOutcome.Done && result.Version == 2);
        (await pipeline.Events()).ShouldBe(2);
    }

    [Fact]
    public async Task a_twin_on_the_same_node_is_told_to_wait()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        CommandResult<Counter>? twin = null;

        await pipeline.Commands("k").On<Counter>(_id, (counter, _) => [new Ticked(counter.Last + 1)], TestStore.Ct, also: (_, _) =>
            twin = pipeline.Tick(_id, key: "k").GetAwaiter().GetResult());

        twin!.Outcome.ShouldBe(CommandOutcome.KeyInUse);
        (await pipeline.Events()).ShouldBe(2);
    }

    [Fact]
    public async Task a_key_is_forgotten_after_a_day()
    {
        await using var pipeline = await TestPipeline.Create();
        await pipeline.Start(_id);
        await pipeline.Tick(_id, key: "k");
        pipeline.Store.Time.Advance(TimeSpan.FromHours(24));

        (await pipeline.Tick(_id, key: "k")).Version.ShouldBe(3);
        (await pipeline.Store.Scalar<long>("select count(*) from engagement.idempotency")).ShouldBe(1);
    }

    [Fact]
    public async Task the_same_key_of_another_tenant_is_another_key()
    {
        await using var pipeline = await TestPipeline.Create();
        await using var other = new TestPipeline(pipeline.Store.Twin());
        await pipeline.Start(_id, key: "k");

        await other.Start(_id, key: "k");

        (await pipeline.Events()).ShouldBe(2);
    }
}
