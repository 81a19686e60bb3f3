using System.CommandLine;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>projections list|status|rebuild</c>: read models and subscriptions, on whichever node they run.</summary>
internal static class ProjectionVerbs
{
    public static Command Create(Composition compose) =>
        new("projections", "Read models and subscriptions.") {
            List(compose), Status(compose), Rebuild(compose),
            ShardVerbs.Pause(compose), ShardVerbs.StopAt(compose), ShardVerbs.Resume(compose),
        };

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
                    $"{shard.LagSeconds:F1}", $"{shard.DeadLetters}", shard.Rebuild is { } r ? $"{r.Done} of {r.Total}" : "-");
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return status;
    }

    private static Command Rebuild(Composition compose)
    {
        var name = new Argument<string>("name") { Description = "The read model, as `projections list` calls it." };
        var tenant = new Option<Guid?>("--tenant") { Description = "Only the rows of this tenant." };
        var rebuild = new Command("rebuild", "Make a read model anew beside the live one, then switch.") { name, tenant };
        rebuild.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            return await Rebuild(Admin(app), call.GetRequiredValue(name), call.GetValue(tenant)?.ToString(), ct);
        });
        return rebuild;
    }

    private static async Task<int> Rebuild(ProjectionAdmin admin, string name, string? tenant, CancellationToken ct)
    {
        var known = admin.List().FirstOrDefault(model =>
            string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(model.Shard, name, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            await Console.Error.WriteLineAsync(
                $"There is no read model {name}. There are: {string.Join(", ", admin.List().Select(model => model.Name))}.");
            return CommandLine.Failed;
        }

        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var bar = progress.AddTask(known.Name);
            var report = new Progress<RebuildProgress>(done => (bar.MaxValue, bar.Value) = (Math.Max(1, done.Total), done.Done));
            await admin.Rebuild(known.Name, tenant, report, ct);
            bar.Value = bar.MaxValue;
        });
        AnsiConsole.WriteLine($"{known.Name} is rebuilt and live.");
        return 0;
    }

    private static ProjectionAdmin Admin(WebApplication app) => app.Services.GetRequiredService<ProjectionAdmin>();

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
