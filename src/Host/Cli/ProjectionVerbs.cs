using System.CommandLine;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary>
/// <c>projections …</c>: read models and subscriptions, on whichever node they run.
/// </summary>
internal static class ProjectionVerbs
{
    public static Command Create(Composition compose) => new("projections", "Read models and subscriptions.")
    {
        List(compose), Status(compose), RebuildVerb.Create(compose), SwitchBackVerb.Create(compose), DiffVerb.Create(compose),
        ShardVerbs.Pause(compose), ShardVerbs.StopAt(compose), ShardVerbs.Resume(compose),
        DeadLetterVerbs.List(compose), DeadLetterVerbs.Replay(compose),
    };

    /// <summary>The read model of this name, or of this shard's; letter case does not matter.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static ReadModelInfo Find(ProjectionAdmin admin, string name) =>
        admin.List().FirstOrDefault(model => IsCalled(model.Name, name) || IsCalled(model.Shard, name))
        ?? throw new UnknownNameException(
            $"There is no read model {name}. There are: {string.Join(", ", admin.List().Select(model => model.Name))}.");

    /// <summary>The shard of this name, with or without what follows its colon; letter case does not matter.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static async Task<string> FindShard(ProjectionAdmin admin, string name, CancellationToken ct)
    {
        string[] shards = [.. (await admin.Status(ct)).Select(shard => shard.Name)];
        return Array.Find(shards, shard => IsCalled(shard, name) || IsCalled(shard.Split(':')[0], name))
            ?? throw new UnknownNameException($"There is no shard {name}. There are: {string.Join(", ", shards)}.");
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
                table.AddRow(model.Name, $"{model.Version}", model.IsInline ? "inline" : model.Shard, model.Table, string.Join(", ", model.Events));
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
                    shard.Name, $"{shard.Version}", State(shard), shard.Owner ?? "-",
                    shard.StopAt is { } stop ? $"{shard.Position} of {stop}" : $"{shard.Position}", $"{shard.LagEvents}",
                    $"{shard.LagSeconds:F1}", $"{shard.DeadLetters}", shard.Rebuild is { } rebuild ? Progress(rebuild) : "-");
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return status;
    }

    private static bool IsCalled(string known, string name) => known.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Progress(RebuildProgress rebuild) =>
        $"{rebuild.Done} of {rebuild.Total}, {rebuild.PerSecond:F0}/s, {(rebuild.SecondsLeft is { } left ? $"{left:F0} s left" : "no pace yet")}";

    private static string State(ShardStatus shard) => shard.State switch
    {
        ShardState.Running => shard.Kind == ShardKind.Inline ? "[green]inline[/]" : "[green]running[/]",
        ShardState.Paused => "[yellow]paused[/]",
        ShardState.Rebuilding => "[yellow]rebuilding[/]",
        ShardState.NeedsRebuild => "[yellow]needs rebuild[/]",
        ShardState.Stopped => "[red]stopped[/]",
        _ => "[red]missing[/]",
    };
}
