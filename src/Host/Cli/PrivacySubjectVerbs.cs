using System.CommandLine;
using SalesEngagement.EventStore.Privacy;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy state|erase|hold|release|merge</c>: what is done about one person.</summary>
internal static class PrivacySubjectVerbs
{
    /// <summary>How long an erasure's verb waits for a running Host to purge the read models.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command State(Composition compose) => Verb(
        compose, "state", "Show where a person stands, and how far an erasure is.", async (privacy, tenant, subject, ct) =>
            Print(await privacy.StateOf(tenant, subject, ct), await privacy.ErasureOf(tenant, subject, ct)));

    public static Command Erase(Composition compose) => Verb(
        compose, "erase", "Erase a person for good, and wait until the read models are purged.", Erase);

    public static Command Hold(Composition compose) => Verb(
        compose, "hold", "Forbid the erasure of a person.", async (privacy, tenant, subject, ct) =>
        {
            await privacy.Hold(tenant, subject, ct);
            AnsiConsole.WriteLine("held");
        });

    public static Command Release(Composition compose) => Verb(
        compose, "release", "Allow the erasure of a person again.", async (privacy, tenant, subject, ct) =>
        {
            await privacy.Release(tenant, subject, ct);
            AnsiConsole.WriteLine("released");
        });

    public static Command Merge(Composition compose)
    {
        var into = new Option<string>("--into") { Description = "Id of the person.", Required = true };
        var merge = Verb(compose, "merge", "Make a provisional id one of a person's.", action: null);
        merge.Add(into);
        merge.SetAction((call, ct) => With(compose, call, (privacy, tenant, subject, token) =>
            privacy.Merge(tenant, subject, call.GetRequiredValue(into), token), ct));
        return merge;
    }

    private static async Task Erase(IPrivacy privacy, string tenant, string subject, CancellationToken ct)
    {
        var erasure = await privacy.Erase(tenant, subject, ct);
        AnsiConsole.WriteLine("The keys are destroyed; waiting for a running Host to purge the read models.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (erasure is { PurgedAt: null } && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
            erasure = (await privacy.ErasureOf(tenant, subject, ct))!;
        }

        Print(await privacy.StateOf(tenant, subject, ct), erasure);
    }

    private static void Print(SubjectState state, Erasure? erasure)
    {
        var table = new Table().AddColumns("state", "requested", "key destroyed", "purged", "streams folded again");
        table.AddRow(
            $"{state}".ToLowerInvariant(), $"{erasure?.RequestedAt:u}", $"{erasure?.KeyDestroyedAt:u}", $"{erasure?.PurgedAt:u}",
            $"{erasure?.Streams}");
        AnsiConsole.Write(table);
    }

    private static Command Verb(
        Composition compose, string name, string description, Func<IPrivacy, string, string, CancellationToken, Task>? action)
    {
        var verb = new Command(name, description) { Tenant(), Subject() };
        if (action is not null)
            verb.SetAction((call, ct) => With(compose, call, action, ct));
        return verb;
    }

    private static async Task<int> With(
        Composition compose, ParseResult call, Func<IPrivacy, string, string, CancellationToken, Task> action, CancellationToken ct)
    {
        await using var app = await compose([], ct);
        await action(
            app.Services.GetRequiredService<IPrivacy>(), call.GetRequiredValue<Guid>("--tenant").ToString(),
            call.GetRequiredValue<string>("--subject"), ct);
        return 0;
    }

    private static Option<Guid> Tenant() => new("--tenant") { Description = "Id of the company.", Required = true };

    private static Option<string> Subject() =>
        new("--subject") { Description = "Id of the person: of the contact, the user, or provisional.", Required = true };
}
