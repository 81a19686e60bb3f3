using System.CommandLine;
using SalesEngagement.EventStore.Daemon;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>projections pause|stop-at|resume</c>: holds shards and lets them go, whichever node runs them.</summary>
internal static class ShardVerbs
{
    public static Command Pause(Composition compose)
    {
        var name = Name();
        var pause = new Command("pause", "Stop a read model or subscription where it is, until it is resumed.") { name };
        pause.SetAction((call, ct) => With(compose, call.GetRequiredValue(name), async (desk, shard) =>
            $"{shard} stands at {await desk.Pause(shard, ct)} and stays there until `projections resume {shard}`.", ct));
        return pause;
    }

    public static Command StopAt(Composition compose)
    {
        var name = Name();
        var sequence = new Argument<long>("sequence") { Description = "The last event it processes; 0 or more." };
        sequence.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0)
                result.AddError("The sequence must be 0 or more.");
        });
        var stop = new Command("stop-at", "Let a read model or subscription go up to a sequence and no further.") { name, sequence };
        stop.SetAction((call, ct) => With(compose, call.GetRequiredValue(name), async (desk, shard) =>
        {
            var at = call.GetRequiredValue(sequence);
            var stands = await desk.StopAt(shard, at, ct);
            return stands > at
                ? $"{shard} has passed {at}: it stands at {stands} and stays there until `projections resume {shard}`."
                : $"{shard} stands at {stands}, goes on up to {at}, and stays there until `projections resume {shard}`.";
        }, ct));
        return stop;
    }

    public static Command Resume(Composition compose)
    {
        var name = Name();
        var resume = new Command("resume", "Let a read model or subscription go on.") { name };
        resume.SetAction((call, ct) => With(compose, call.GetRequiredValue(name), async (desk, shard) =>
        {
            await desk.Resume(shard, ct);
            return $"{shard} goes on.";
        }, ct));
        return resume;
    }

    private static Argument<string> Name() =>
        new("name") { Description = "What `projections status` calls it, with or without `:All`." };

    private static async Task<int> With(
        Composition compose, string name, Func<ShardDesk, string, Task<string>> run, CancellationToken ct)
    {
        await using var app = await compose([], ct);
        var shard = await ProjectionVerbs.FindShard(ProjectionVerbs.Admin(app), name, ct);
        AnsiConsole.WriteLine(await run(app.Services.GetRequiredService<ShardDesk>(), shard));
        return 0;
    }
}
