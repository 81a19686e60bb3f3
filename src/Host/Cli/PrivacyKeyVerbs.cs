using System.CommandLine;
using SalesEngagement.EventStore.Privacy;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy rotate|off-board</c>: what is done about keys of tenants and of the installation.</summary>
internal static class PrivacyKeyVerbs
{
    public static Command Rotate(Composition compose)
    {
        var tenant = TenantOption.Optional("Give this company a new key and wrap its people's keys with it.");
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
            if (await TenantOption.Known(app, call.GetValue(tenant), ct) is { } id)
            {
                var people = await Bar("people", told => privacy.RotateTenantKey(id, told, ct));
                AnsiConsole.WriteLine($"{people} people's keys are wrapped with the company's new key; the old one is destroyed.");
            }
            else
            {
                var tenants = await Bar("tenants", told => privacy.RotateMasterKey(told, ct));
                AnsiConsole.WriteLine($"{tenants} tenants' keys were under older master keys; all are under the current one now.");
                AnsiConsole.WriteLine("Older ones can be taken away once every node has the current one.");
            }

            return 0;
        });
        return rotate;
    }

    public static Command OffBoard(Composition compose)
    {
        var tenant = TenantOption.Required();
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
            var id = await TenantOption.Known(app, call.GetValue(tenant), ct);
            var done = await app.Services.GetRequiredService<IPrivacy>().OffBoard(id, ct);
            AnsiConsole.WriteLine(done.PurgedAt is { } at
                ? $"Keys destroyed at {done.KeysDestroyedAt:u}, rows deleted at {at:u}."
                : $"Keys destroyed at {done.KeysDestroyedAt:u}. A running Host deletes the rows; run this again to see when it has.");
            return 0;
        });
        return offBoard;
    }

    private static Task<int> Bar(string what, Func<IProgress<RotationProgress>, Task> rotate) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bar = new RotationBar(progress.AddTask(what), what);
                await rotate(bar);
                return bar.Finish();
            });

    private sealed class RotationBar(ProgressTask task, string what) : IProgress<RotationProgress>
    {
        private int _done;

        public void Report(RotationProgress value)
        {
            _done = value.Done;
            (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
            task.Description = $"{what}: {value.Done} of {value.Total}";
        }

        public int Finish()
        {
            task.Value = task.MaxValue;
            return _done;
        }
    }
}
