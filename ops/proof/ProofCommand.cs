using System.CommandLine;
using Spectre.Console;

namespace SalesEngagement.Proof;

/// <summary>Runs the proof that the command line names. Exit code 0: it holds; 1: a bar was missed; 2: called wrongly.</summary>
internal static class ProofCommand
{
    private const int Missed = 1;
    private const int WrongUsage = 2;
    private const int UsualSeed = 20260101;
    private const int FileWidth = 160;

    public static async Task<int> Run(string description, string[] args, params IReadOnlyList<IProof> proofs)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = FileWidth;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        var root = new RootCommand(description);
        foreach (var proof in proofs)
            root.Add(Verb(proof));
        var call = root.Parse(args);
        var code = await call.InvokeAsync();
        return call.Errors.Count > 0 ? WrongUsage : code;
    }

    private static Command Verb(IProof proof)
    {
        var isLong = new Option<bool>("--long") { Description = "The full form; the short one takes about a minute." };
        var database = new Option<string?>("--database")
        {
            Description = "Superuser connection string of a PostgreSQL server to use; otherwise one is started for the run.",
        };
        var seed = new Option<int>("--seed") { Description = "Of everything random.", DefaultValueFactory = _ => UsualSeed };
        var verb = new Command(proof.Name, proof.Promise) { isLong, database, seed };
        foreach (var option in proof.Options)
            verb.Add(option);
        verb.SetAction(async (call, ct) =>
        {
            await using var run = new ProofRun(call.GetValue(isLong), call.GetValue(database), call.GetValue(seed), call);
            AnsiConsole.MarkupLineInterpolated($"[bold]{proof.Name}[/] · {proof.Promise} · {(run.IsLong ? "long" : "short")} form, seed {run.Seed}");
            await proof.Run(run, ct);
            run.Report.Print();
            return run.Report.Holds ? 0 : Missed;
        });
        return verb;
    }
}
