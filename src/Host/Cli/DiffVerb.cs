using System.CommandLine;
using SalesEngagement.EventStore.Rebuild;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>projections diff</c>: what a rebuild would change, without changing it. Counts and keys, never values.</summary>
internal static class DiffVerb
{
    public static Command Create(Composition compose)
    {
        var name = new Argument<string>("name") { Description = "The read model, as `projections list` calls it." };
        var diff = new Command("diff", "Show what a rebuild by this program would change.") { name };
        diff.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var admin = ProjectionVerbs.Admin(app);
            var known = ProjectionVerbs.Find(admin, call.GetRequiredValue(name));
            var found = await AnsiConsole.Status().StartAsync(
                $"Building {known.Name} beside the live one", _ => admin.Diff(known.Name, progress: null, ct));
            Print(known.Name, found);
            return 0;
        });
        return diff;
    }

    private static void Print(string name, ProjectionDiff diff)
    {
        if (diff.IsNone)
        {
            AnsiConsole.WriteLine($"{name}: a rebuild would change nothing; {diff.Same} rows are alike.");
            return;
        }

        var table = new Table().AddColumns("what", "rows");
        table.AddRow("alike", $"{diff.Same}");
        table.AddRow("changed", $"{diff.Changed}");
        table.AddRow("only live: would go", $"{diff.OnlyLive}");
        table.AddRow("only in the candidate: would come", $"{diff.OnlyCandidate}");
        foreach (var column in diff.Columns.Where(column => column.Rows > 0))
            table.AddRow($"changed in {Markup.Escape(column.Column)}", $"{column.Rows}");
        AnsiConsole.Write(table);
        Say("new columns", diff.Added);
        Say("columns that go", diff.Gone);
        Say("such as", diff.Examples);
        if (diff.Parked > 0)
            AnsiConsole.WriteLine($"{diff.Parked} streams cannot be folded and would be parked.");
    }

    private static void Say(string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
            AnsiConsole.WriteLine($"{what}: {string.Join(", ", names)}");
    }
}
