using System.CommandLine;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>projections dead-letters|replay</c>: streams that a shard has parked, and another try for them.</summary>
internal static class DeadLetterVerbs
{
    public static Command List(Composition compose)
    {
        var list = new Command("dead-letters", "Show the streams that are parked, the latest first.");
        list.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var table = new Table().AddColumns("shard", "tenant", "stream", "event", "fault", "tries", "failed", "replay");
            foreach (var letter in await ProjectionVerbs.Admin(app).DeadLetters(ct))
            {
                table.AddRow(
                    letter.Shard, Markup.Escape(letter.TenantId), $"{letter.StreamId}", Markup.Escape(letter.EventType),
                    Markup.Escape(letter.Fault), $"{letter.Attempts}", $"{letter.FailedAt:u}", letter.ReplayRequested ? "asked for" : "-");
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return list;
    }

    public static Command Replay(Composition compose)
    {
        var name = new Argument<string?>("name")
        {
            Description = "What `projections status` calls the shard, with or without `:All`.", Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "Those of every shard." };
        var tenant = TenantOption.Optional("Only streams of this company.");
        var stream = new Option<Guid?>("--stream") { Description = "Only this stream; wants --tenant." };
        var replay = new Command("replay", "Have parked streams processed again by the node that owns the shard.")
        {
            name, all, tenant, stream,
        };
        replay.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(name) is not null))
                result.AddError("Say which shard, or --all.");
            if (result.GetValue(stream) is not null && result.GetValue(tenant) is null)
                result.AddError("--stream wants --tenant.");
        });
        replay.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var admin = ProjectionVerbs.Admin(app);
            var shard = call.GetValue(name) is { } wanted ? await ProjectionVerbs.FindShard(admin, wanted, ct) : null;
            var many = await admin.Replay(
                shard, await TenantOption.Known(app, call.GetValue(tenant), ct), call.GetValue(stream), ct);
            AnsiConsole.WriteLine(many == 0
                ? "No such stream is parked: nothing was changed."
                : $"{many} streams will be tried again; `projections dead-letters` shows those that fail once more.");
            return 0;
        });
        return replay;
    }
}
