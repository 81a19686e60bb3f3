using System.CommandLine;
using SalesEngagement.EventStore.Rebuild;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary>
/// <c>projections rebuild</c>: one read model or all side by side; all rows, one tenant's or one stream's. Broken off, it
/// goes on where it was when it is begun again.
/// </summary>
internal static class RebuildVerb
{
    public static Command Create(Composition compose)
    {
        var name = new Argument<string?>("name")
        {
            Description = "The read model, as `projections list` calls it.", Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "Every read model, side by side." };
        var tenant = TenantOption.Optional("Only the rows of this company.");
        var stream = new Option<Guid?>("--stream") { Description = "Only the rows of this stream; wants --tenant." };
        var restart = new Option<bool>("--restart") { Description = "From the start, even if a broken-off rebuild could go on." };
        var limit = new Option<int?>("--limit") { Description = "Events a second at most, for each read model." };
        var rebuild = new Command("rebuild", "Make a read model anew beside the live one, then switch.")
        {
            name, all, tenant, stream, restart, limit,
        };
        rebuild.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(name) is not null))
                result.AddError("Say which read model, or --all.");
            if (result.GetValue(stream) is not null && result.GetValue(tenant) is null)
                result.AddError("--stream wants --tenant.");
            if (result.GetValue(limit) is < 1)
                result.AddError("--limit must be at least 1.");
        });
        rebuild.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var admin = ProjectionVerbs.Admin(app);
            var wanted = Wanted(admin, call.GetValue(name));
            var tenantId = await TenantOption.Known(app, call.GetValue(tenant), ct);
            if (call.GetValue(stream) is { } streamId)
                await Streams(admin, wanted, tenantId!, streamId, ct);
            else
                await Tables(admin, wanted, tenantId, new(call.GetValue(restart), call.GetValue(limit)), ct);
            AnsiConsole.WriteLine(wanted is [var only] ? $"{only} is rebuilt and live." : $"{wanted.Count} read models are rebuilt and live.");
            return 0;
        });
        return rebuild;
    }

    private static IReadOnlyList<string> Wanted(ProjectionAdmin admin, string? name) => name is null
        ? [.. admin.List().Select(model => model.Name)]
        : [ProjectionVerbs.Find(admin, name).Name];

    private static async Task Streams(
        ProjectionAdmin admin, IReadOnlyList<string> names, string tenantId, Guid streamId, CancellationToken ct)
    {
        foreach (var name in names)
            await admin.RebuildStream(name, tenantId, streamId, ct);
    }

    private static Task Tables(
        ProjectionAdmin admin, IReadOnlyList<string> names, string? tenantId, RebuildOptions how, CancellationToken ct) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress => Task.WhenAll(names.Select(async name =>
            {
                var bar = progress.AddTask(name);
                await admin.Rebuild(name, tenantId, new Bar(bar, name), ct, how);
                bar.Value = bar.MaxValue;
            })));

    private sealed class Bar(ProgressTask task, string name) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = $"{name} {value.PerSecond:F0}/s";
        }
    }
}
