using System.CommandLine;
using SalesEngagement.EventStore.Scheduling;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>messages status|parked|unpark</c>: scheduled messages of all tenants, on whichever node they fire.</summary>
internal static class MessageVerbs
{
    public static Command Create(Composition compose) => new("messages", "Scheduled messages.")
    {
        Status(compose), Parked(compose), Unpark(compose),
    };

    private static Command Status(Composition compose)
    {
        var status = new Command("status", "Show how many are pending, overdue and parked.");
        status.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var now = await Messages(app).Status(ct);
            var table = new Table().AddColumns("pending", "overdue", "oldest overdue (s)", "parked");
            table.AddRow($"{now.Pending}", $"{now.Overdue}", $"{now.OverdueSeconds:F1}", $"{now.Parked}");
            AnsiConsole.Write(table);
            return 0;
        });
        return status;
    }

    private static Command Parked(Composition compose)
    {
        var show = new Command("parked", "Show the messages that failed too often, the latest first.");
        show.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var table = new Table().AddColumns("tenant", "id", "message", "due", "tries", "fault", "parked");
            foreach (var message in await Messages(app).Parked(ct))
            {
                table.AddRow(
                    Markup.Escape(message.TenantId), $"{message.Id}", Markup.Escape(message.Name), $"{message.DueAt:u}",
                    $"{message.Attempts}", Markup.Escape(message.Fault), $"{message.ParkedAt:u}");
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return show;
    }

    private static Command Unpark(Composition compose)
    {
        var all = new Option<bool>("--all") { Description = "Every parked message of every company." };
        var tenant = TenantOption.Optional("Only those of this company.");
        var id = new Option<Guid?>("--id") { Description = "Only this one; wants --tenant." };
        var unpark = new Command("unpark", "Have parked messages tried again by the node that runs the clock.") { all, tenant, id };
        unpark.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(tenant) is not null))
                result.AddError("Say --tenant <id> or --all.");
            if (result.GetValue(id) is not null && result.GetValue(tenant) is null)
                result.AddError("--id wants --tenant.");
        });
        unpark.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var many = await Messages(app).Unpark(await TenantOption.Known(app, call.GetValue(tenant), ct), call.GetValue(id), ct);
            AnsiConsole.WriteLine(many == 0 ? "None was parked: nothing was changed." : $"{many} of them will be tried again at once.");
            return 0;
        });
        return unpark;
    }

    private static ScheduledMessages Messages(WebApplication app) => app.Services.GetRequiredService<ScheduledMessages>();
}
