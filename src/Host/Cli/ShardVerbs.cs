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
        pause.SetAction((call, ct) => With(compose, async desk =>
        {
            var shard = call.GetRequiredValue(name);
            return $"{shard} stands at {await desk.Pause(shard, ct)} and stays there until `projections resume {shard}`.";
        }, ct));
        return pause;
    }

    public static Command StopAt(Composition compose)
    {
        var name = Name();
        var sequence = new Argument<long>("sequence") { Description = "The last event it processes." };
        var stop = new Command("stop-at", "Let a read model or subscription go up to a sequence and no further.") { name, sequence };
        stop.SetAction((call, ct) => With(compose, async desk =>
        {
            var (shard, at) = (call.GetRequiredValue(name), call.GetRequiredValue(sequence));
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
        resume.SetAction((call, ct) => With(compose, async desk =>
        {
            var shard = call.GetRequiredValue(name);
            await desk.Resume(shard, ct);
            return $"{shard} goes on.";
        }, ct));
        return resume;
    }

    private static Argument<string> Name() =>
        new("name") { Description = "What `projections status` calls it, with or without `:All`." };

    private static async Task<int> With(Composition compose, Func<ShardDesk, Task<string>> run, CancellationToken ct)
    {
        await using var app = await compose([], ct);
        try
        {
            AnsiConsole.WriteLine(await run(app.Services.GetRequiredService<ShardDesk>()));
            return 0;
        }
        catch (ArgumentException unknown)
        {
            await Console.Error.WriteLineAsync(unknown.Message);
            return CommandLine.Failed;
        }
    }
}
