using System.CommandLine;
using System.Globalization;
using SalesEngagement.EventStore.Growth;
using SalesEngagement.Host.Configuration;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>db apply|assert</c>: bring both databases to this program's schema, or check that they are there.</summary>
internal static class DatabaseVerbs
{
    public static Command Create()
    {
        var partitions = new Option<string?>("--partition-events")
        {
            Description = "tenant:<n>: split new event tables into n parts by tenant. For very large stores; see docs/growth.md.",
        };
        partitions.Validators.Add(result =>
        {
            if (PartsOf(result.GetValueOrDefault<string?>()) is < EventPartitioning.Fewest or > EventPartitioning.Most)
                result.AddError($"--partition-events wants tenant:<n>, from {EventPartitioning.Fewest} to {EventPartitioning.Most}.");
        });
        var apply = new Command("apply", "Apply the migrations that are missing.") { partitions };
        apply.SetAction((call, ct) => WithOwners((owners, stop) => Apply(owners, PartsOf(call.GetValue(partitions)), stop), ct));
        var assert = new Command("assert", "Check that every migration is applied and unchanged and that tenants are kept apart; change nothing.");
        assert.SetAction((_, ct) => WithOwners(Assert, ct));
        return new("db", "The schema of both databases.") { apply, assert };
    }

    // Null: not asked for; 0: not understood.
    private static int? PartsOf(string? text) => text switch
    {
        null => null,
        _ when text.StartsWith("tenant:", StringComparison.Ordinal)
            && int.TryParse(text["tenant:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var parts) => parts,
        _ => 0,
    };

    private static async Task Apply(OwnerConnections owners, int? parts, CancellationToken ct)
    {
        var steps = 0;
        await Schema.Apply(owners, step => AnsiConsole.MarkupLineInterpolated($"{++steps,3}  {step}"), ct);
        if (parts is { } wanted && await EventPartitioning.Apply(owners.Main, wanted, ct))
            AnsiConsole.WriteLine($"The event tables are split into {wanted} parts by tenant.");
        AnsiConsole.WriteLine(steps == 0 ? "Both databases are up to date." : $"{steps} steps applied.");
    }

    private static async Task Assert(OwnerConnections owners, CancellationToken ct)
    {
        await Schema.Assert(owners, ct);
        AnsiConsole.WriteLine("Both databases have the schema of this program, and keep tenants apart.");
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
