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
        var tenant = TenantOption.Required("Whose history.");
        var to = new Option<string>("--to") { Description = "The file to write.", Required = true };
        var verb = new Command("export-history", "Write a tenant's sealed history, still encrypted, to a file that verifies offline.") { tenant, to };
        verb.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var export = Needed<HistoryExport>(app);
            var tenantId = await TenantOption.Known(app, call.GetRequiredValue(tenant), ct);
            await using var file = File.Create(call.GetRequiredValue(to));
            var events = await export.Write(tenantId, file, ct);
            AnsiConsole.WriteLine($"{events} events written.");
            return 0;
        });
        return verb;
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
        var tenant = TenantOption.Required("Whose event.");
        var stream = new Option<Guid>("--stream") { Description = "Its stream.", Required = true };
        var version = new Option<long>("--version-number") { Description = "Its version in the stream.", Required = true };
        var prove = new Command("prove", "Print the proof that an event is in its tenant's sealed history.") { tenant, stream, version };
        prove.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var tenantId = await TenantOption.Known(app, call.GetRequiredValue(tenant), ct);
            var proof = await Needed<HistoryProofs>(app).Of(
                tenantId, call.GetRequiredValue(stream), call.GetRequiredValue(version), ct)
                ?? throw new UnknownNameException("There is no such event, or it is not sealed yet.");
            await Console.Out.WriteLineAsync(proof.Json);
            return 0;
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
