using System.CommandLine;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>projections switch-back</c>: the table from before the last rebuild, live again at once.</summary>
internal static class SwitchBackVerb
{
    public static Command Create(Composition compose)
    {
        var name = new Argument<string>("name") { Description = "The read model, as `projections list` calls it." };
        var back = new Command("switch-back", "Make the table live again that was live before the last rebuild.") { name };
        back.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var admin = ProjectionVerbs.Admin(app);
            var known = ProjectionVerbs.Find(admin, call.GetRequiredValue(name));
            await admin.SwitchBack(known.Name, ct);
            AnsiConsole.WriteLine($"{known.Name} is as it was before its last rebuild, and catches up.");
            return 0;
        });
        return back;
    }
}
