using System.CommandLine;
using SalesEngagement.EventStore.Privacy;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy rotate|off-board</c>: what is done about keys of tenants and of the installation.</summary>
internal static class PrivacyKeyVerbs
{
    public static Command Rotate(Composition compose)
    {
        var tenant = new Option<Guid?>("--tenant") { Description = "Give this company a new key and wrap its people's keys with it." };
        var master = new Option<bool>("--master") { Description = "Wrap everything with the master key that is configured last." };
        var rotate = new Command("rotate", "Rotate keys; events stay as they are, and nobody has to wait.") { tenant, master };
        rotate.Validators.Add(result =>
        {
            if (result.GetValue(master) == result.GetValue(tenant) is not null)
                result.AddError("Say either --tenant <id> or --master.");
        });
        rotate.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var privacy = app.Services.GetRequiredService<IPrivacy>();
            var id = call.GetValue(tenant)?.ToString();
            await AnsiConsole.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask(id is null ? "tenants" : "people");
                bar.IsIndeterminate = true;
                var told = new Progress<int>(done => bar.Description = $"{(id is null ? "tenants" : "people")}: {done}");
                await (id is null ? privacy.RotateMasterKey(told, ct) : privacy.RotateTenantKey(id, told, ct));
            });
            AnsiConsole.WriteLine(id is null
                ? "Everything is wrapped with the current master key; older ones can be taken away once every node has it."
                : "The company's people are wrapped with its new key; the old one is destroyed.");
            return 0;
        });
        return rotate;
    }

    public static Command OffBoard(Composition compose)
    {
        var tenant = new Option<Guid>("--tenant") { Description = "Id of the company.", Required = true };
        var sure = new Option<bool>("--for-good") { Description = "Yes, really: this cannot be undone." };
        var offBoard = new Command("off-board", "End a company: destroy its keys, refuse its writes, delete its rows.") { tenant, sure };
        offBoard.SetAction(async (call, ct) =>
        {
            if (!call.GetValue(sure))
            {
                await Console.Error.WriteLineAsync("This destroys the company's keys for good. Say --for-good to do it.");
                return CommandLine.Failed;
            }

            await using var app = await compose([], ct);
            var done = await app.Services.GetRequiredService<IPrivacy>().OffBoard(call.GetValue(tenant).ToString(), ct);
            AnsiConsole.WriteLine($"Keys destroyed at {done.KeysDestroyedAt:u}; a running Host deletes the rows{(done.PurgedAt is { } at ? $" (done at {at:u})" : "")}.");
            return 0;
        });
        return offBoard;
    }
}
