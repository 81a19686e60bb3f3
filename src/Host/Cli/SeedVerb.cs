using System.CommandLine;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.Host.Demo;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>seed</c>: the demo company, in whichever databases are configured.</summary>
internal static class SeedVerb
{
    public static Command Create(Composition compose)
    {
        var contacts = new Option<int>("--contacts") { Description = "How many contacts it shall have.", DefaultValueFactory = _ => 200 };
        contacts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
                result.AddError("--contacts must be from 1 to 1000000.");
        });
        var seed = new Command("seed", "Make the demo company; run again it adds what is missing.") { contacts };
        seed.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            await app.Services.GetRequiredService<ProjectionAdmin>().EnsureTables(ct);
            var wanted = call.GetValue(contacts);
            await AnsiConsole.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask("contacts", maxValue: wanted);
                await app.Services.GetRequiredService<DemoSeed>().Run(wanted, () => bar.Increment(1), ct);
            });
            AnsiConsole.WriteLine($"{DemoCompany.Name} has {wanted} contacts.");
            return 0;
        });
        return seed;
    }
}
