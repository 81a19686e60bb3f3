using System.CommandLine;
using SalesEngagement.EventStore.History;
using SalesEngagement.Host.Configuration;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy export-history|public-keys|prove</c>: what somebody elsewhere needs to verify history without us.</summary>
internal static class HistoryVerbs
{
    public static Command Export(Composition compose)
    {
        var tenant = new Option<Guid>("--tenant") { Description = "Whose history.", Required = true };
        var to = new Option<string>("--to") { Description = "The file to write.", Required = true };
        var export = new Command("export-history", "Write a tenant's sealed history, still encrypted, to a file that verifies offline.") { tenant, to };
        export.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            await using var file = File.Create(call.GetRequiredValue(to));
            var events = await Needed<HistoryExport>(app).Write(call.GetRequiredValue(tenant).ToString(), file, ct);
            AnsiConsole.WriteLine($"{events} events written.");
            return 0;
        });
        return export;
    }

    public static Command PublicKeys(Composition compose)
    {
        var show = new Command("public-keys", "Print the public keys that verify sealed history.");
        show.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            await Console.Out.WriteAsync(Needed<SealOptions>(app).Keys.PublicText);
            return 0;
        });
        return show;
    }

    public static Command Prove(Composition compose)
    {
        var tenant = new Option<Guid>("--tenant") { Description = "Whose event.", Required = true };
        var stream = new Option<Guid>("--stream") { Description = "Its stream.", Required = true };
        var version = new Option<long>("--version-number") { Description = "Its version in the stream.", Required = true };
        var prove = new Command("prove", "Print the proof that an event is in its tenant's sealed history.") { tenant, stream, version };
        prove.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var proof = await Needed<HistoryProofs>(app).Of(
                call.GetRequiredValue(tenant).ToString(), call.GetRequiredValue(stream), call.GetRequiredValue(version), ct);
            await Console.Out.WriteLineAsync(proof?.Json ?? "There is no such event, or it is not sealed yet.");
            return proof is null ? CommandLine.Failed : 0;
        });
        return prove;
    }

    /// <summary>A service of sealing.</summary>
    /// <exception cref="InvalidSettingException">This installation does not seal.</exception>
    public static T Needed<T>(WebApplication app)
        where T : notnull =>
        app.Services.GetService<T>()
        ?? throw new InvalidSettingException("This installation does not seal its history: History:SigningKeyFile is not set.");
}
