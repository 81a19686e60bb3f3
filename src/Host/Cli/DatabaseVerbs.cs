using System.CommandLine;
using SalesEngagement.Host.Configuration;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>db apply|assert</c>: bring both databases to this program's schema, or check that they are there.</summary>
internal static class DatabaseVerbs
{
    public static Command Create()
    {
        var apply = new Command("apply", "Apply the migrations that are missing.");
        apply.SetAction((_, ct) => WithOwners(Apply, ct));
        var assert = new Command("assert", "Check that every migration is applied and unchanged; change nothing.");
        assert.SetAction((_, ct) => WithOwners(Assert, ct));
        return new("db", "The schema of both databases.") { apply, assert };
    }

    private static async Task Apply(OwnerConnections owners, CancellationToken ct)
    {
        var steps = 0;
        await Schema.Apply(owners, step => AnsiConsole.MarkupLineInterpolated($"{++steps,3}  {step}"), ct);
        AnsiConsole.WriteLine(steps == 0 ? "Both databases are up to date." : $"{steps} steps applied.");
    }

    private static async Task Assert(OwnerConnections owners, CancellationToken ct)
    {
        await Schema.Assert(owners, ct);
        AnsiConsole.WriteLine("Both databases have the schema of this program.");
    }

    private static async Task<int> WithOwners(Func<OwnerConnections, CancellationToken, Task> act, CancellationToken ct)
    {
        var builder = HostBuilding.Begin([]);
        if (!Installation.IsPrivate(builder.Configuration, builder.Environment))
        {
            await act(OwnerConnections.From(builder.Configuration), ct);
            return 0;
        }

        await using var installation = await Installation.Open(builder.Configuration, builder.Environment, ct);
        await act(installation.Owners(builder.Configuration), ct);
        return 0;
    }
}
