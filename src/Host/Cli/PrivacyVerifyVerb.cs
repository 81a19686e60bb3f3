using System.CommandLine;
using System.Text.Json;
using SalesEngagement.EventStore.History;
using SalesEngagement.Host.Configuration;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy verify</c>: whether history is what was sealed; in the database, or in a file without any.</summary>
internal static class PrivacyVerifyVerb
{
    public static Command Create(Composition compose)
    {
        var tenant = TenantOption.Optional("Only this company's history.");
        var anchor = new Option<string?>("--anchor") { Description = "The anchor, or a copy of it; otherwise the configured one." };
        var file = new Option<string?>("--file") { Description = "An exported history, verified without a database." };
        var keys = new Option<string?>("--public-key") { Description = "File with the public keys to trust, as `privacy public-keys` prints them." };
        var verify = new Command("verify", "Compare history with what was sealed, and name the first bad position.") { tenant, anchor, file, keys };
        verify.SetAction((call, ct) => call.GetValue(file) is { } path
            ? VerifyFile(path, call.GetValue(keys), Anchor(call.GetValue(anchor)), ct)
            : VerifyDatabase(compose, call.GetValue(tenant), Anchor(call.GetValue(anchor)), ct));
        return verify;
    }

    private static async Task<int> VerifyDatabase(Composition compose, Guid? tenant, FileAnchor? anchor, CancellationToken ct)
    {
        await using var app = await compose([], ct);
        var verifier = HistoryVerbs.Needed<HistoryVerifier>(app);
        return Print(await verifier.Verify(await TenantOption.Known(app, tenant, ct), anchor ?? app.Services.GetRequiredService<SealOptions>().Anchor, ct));
    }

    private static async Task<int> VerifyFile(string path, string? keyFile, FileAnchor? anchor, CancellationToken ct)
    {
        if (keyFile is null)
        {
            await Console.Error.WriteLineAsync("An exported history is verified against public keys from elsewhere: name their file with --public-key.");
            return CommandLine.Failed;
        }

        try
        {
            using var keys = SealKeys.FromFile(keyFile, create: false);
            await using var file = File.OpenRead(path);
            return Print(await HistoryFile.Verify(file, keys, anchor, ct));
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidSettingException(e.Message);
        }
        catch (JsonException)
        {
            throw new InvalidSettingException($"{path} is no exported history, or a line of it is damaged.");
        }
    }

    private static FileAnchor? Anchor(string? path) => path switch
    {
        null => null,
        _ when File.Exists(path) => new(path),
        _ => throw new InvalidSettingException($"The anchor {path} is missing."),
    };

    private static int Print(HistoryReport report)
    {
        var table = new Table().AddColumns("tenant", "blocks", "events", "");
        foreach (var tenant in report.Tenants)
            table.AddRow(Markup.Escape(tenant.TenantId), $"{tenant.Blocks}", $"{tenant.Events}", tenant.Fault is null ? "[green]as sealed[/]" : "[red]FAULT[/]");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{report.Rounds} rounds or blocks checked, {report.Anchored} of them confirmed by the anchor.");
        foreach (var fault in report.Faults)
            Console.Error.WriteLine(Describe(fault));
        return report.IsClean ? 0 : CommandLine.Failed;
    }

    private static string Describe(HistoryFault fault) => string.Concat(
        $"{fault.Kind}:",
        fault.TenantId is { } tenant ? $" tenant {tenant}" : "",
        fault.Block is { } block ? $" block {block}" : "",
        fault.Round is { } round ? $" round {round}" : "",
        fault.Sequence is { } sequence ? $" sequence {sequence}" : "",
        fault.EventId is { } id ? $" event {id}" : "");
}
