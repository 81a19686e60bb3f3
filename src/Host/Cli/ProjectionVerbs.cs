using System.CommandLine;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary>
/// <c>projections list|status|rebuild|switch-back|diff</c>: read models and subscriptions, on whichever node they run.
/// </summary>
internal static class ProjectionVerbs
{
    public static Command Create(Composition compose) => new("projections", "Read models and subscriptions.")
    {
        List(compose), Status(compose), RebuildVerb.Create(compose), SwitchBackVerb.Create(compose), DiffVerb.Create(compose),
        ShardVerbs.Pause(compose), ShardVerbs.StopAt(compose), ShardVerbs.Resume(compose),
    };

    /// <summary>The read model of this name; null, and a word on the error stream, when there is none.</summary>
    public static async Task<ReadModelInfo?> Find(ProjectionAdmin admin, string name)
    {
        var known = admin.List().FirstOrDefault(model =>
            string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(model.Shard, name, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            await Console.Error.WriteLineAsync(
                $"There is no read model {name}. There are: {string.Join(", ", admin.List().Select(model => model.Name))}.");
        }

        return known;
    }

    /// <summary>What operators do with read models.</summary>
    public static ProjectionAdmin Admin(WebApplication app) => app.Services.GetRequiredService<ProjectionAdmin>();

    private static Command List(Composition compose)
    {
        var list = new Command("list", "Show the read models of this program.");
        list.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var table = new Table().AddColumns("name", "version", "shard", "table", "folds");
            foreach (var model in Admin(app).List())
                table.AddRow(model.Name, $"{model.Version}", model.Shard, model.Table, string.Join(", ", model.Events));
            AnsiConsole.Write(table);
            return 0;
        });
        return list;
    }

    private static Command Status(Composition compose)
    {
        var status = new Command("status", "Show lag, owner and dead letters of every shard.");
        status.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var table = new Table().AddColumns("shard", "version", "state", "owner", "position", "lag (events)", "lag (s)", "dead letters", "rebuild");
            foreach (var shard in await Admin(app).Status(ct))
            {
                table.AddRow(
                    shard.Name, $"{shard.Version}", State(shard.State), shard.Owner ?? "-",
                    shard.StopAt is { } stop ? $"{shard.Position} of {stop}" : $"{shard.Position}", $"{shard.LagEvents}",
                    $"{shard.LagSeconds:F1}", $"{shard.DeadLetters}", shard.Rebuild is { } rebuild ? Progress(rebuild) : "-");
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return status;
    }

    private static string Progress(RebuildProgress rebuild) =>
        $"{rebuild.Done} of {rebuild.Total}, {rebuild.PerSecond:F0}/s, {rebuild.SecondsLeft ?? 0:F0} s left";

    private static string State(ShardState state) => state switch
    {
        ShardState.Running => "[green]running[/]",
        ShardState.Paused => "[yellow]paused[/]",
        ShardState.Rebuilding => "[yellow]rebuilding[/]",
        ShardState.NeedsRebuild => "[yellow]needs rebuild[/]",
        ShardState.Stopped => "[red]stopped[/]",
        _ => "[red]missing[/]",
    };
}
