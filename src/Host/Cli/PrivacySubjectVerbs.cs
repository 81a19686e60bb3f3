using System.CommandLine;
using SalesEngagement.EventStore.Privacy;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>privacy state|erase|hold|release|merge</c>: what is done about one person.</summary>
internal static class PrivacySubjectVerbs
{
    /// <summary>How long an erasure's verb waits for a running Host to purge the read models.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private delegate Task<int> Act(IPrivacy privacy, string tenant, string subject, CancellationToken ct);

    public static Command State(Composition compose) =>
        Verb(compose, "state", "Show where a person stands, and how far an erasure is.", Show);

    public static Command Erase(Composition compose) => Verb(
        compose, "erase", "Erase a person for good, and wait until the read models are purged.", Erase);

    public static Command Hold(Composition compose) => Verb(
        compose, "hold", "Forbid the erasure of a person.", async (privacy, tenant, subject, ct) =>
        {
            await privacy.Hold(tenant, subject, ct);
            return await Show(privacy, tenant, subject, ct);
        });

    public static Command Release(Composition compose) => Verb(
        compose, "release", "Allow the erasure of a person again.", async (privacy, tenant, subject, ct) =>
        {
            await privacy.Release(tenant, subject, ct);
            return await Show(privacy, tenant, subject, ct);
        });

    public static Command Merge(Composition compose)
    {
        var into = new Option<string>("--into") { Description = "Id of the person.", Required = true };
        var merge = Verb(compose, "merge", "Make a provisional id one of a person's.", act: null);
        merge.Add(into);
        merge.SetAction((call, ct) => With(compose, call, (privacy, tenant, subject, token) =>
            Merge(privacy, tenant, subject, call.GetRequiredValue(into), token), ct));
        return merge;
    }

    private static async Task<int> Erase(IPrivacy privacy, string tenant, string subject, CancellationToken ct)
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

        await Show(privacy, tenant, subject, ct);
        if (erasure.PurgedAt is not null)
            return 0;
        await Console.Error.WriteLineAsync("Not purged yet. A running Host does it; `privacy state` shows when it has.");
        return CommandLine.Failed;
    }

    // An id that nothing is stored under is a mistyped one; merging would make it somebody.
    private static async Task<int> Merge(IPrivacy privacy, string tenant, string provisional, string person, CancellationToken ct)
    {
        string[] ids = [provisional, person];
        var before = await Task.WhenAll(ids.Select(id => privacy.StateOf(tenant, id, ct)));
        if (Array.IndexOf(before, SubjectState.NeverSeen) is >= 0 and var unknown)
            throw new UnknownNameException($"Nothing personal is stored under {ids[unknown]} in this tenant.");
        await privacy.Merge(tenant, provisional, person, ct);
        var table = new Table().AddColumns("id", "is", "before", "now");
        table.AddRow(Markup.Escape(provisional), Markup.Escape($"an id of {person}"), Text(before[0]), Text(await privacy.StateOf(tenant, provisional, ct)));
        table.AddRow(Markup.Escape(person), "the person", Text(before[1]), Text(await privacy.StateOf(tenant, person, ct)));
        AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<int> Show(IPrivacy privacy, string tenant, string subject, CancellationToken ct)
    {
        var (state, erasure) = (await privacy.StateOf(tenant, subject, ct), await privacy.ErasureOf(tenant, subject, ct));
        var table = new Table().AddColumns("state", "erasure asked for", "key destroyed", "purged", "streams folded again");
        table.AddRow(
            Text(state), At(erasure?.RequestedAt), At(erasure?.KeyDestroyedAt), At(erasure?.PurgedAt),
            erasure?.Streams is { } streams ? $"{streams}" : "-");
        AnsiConsole.Write(table);
        return 0;
    }

    private static string At(DateTimeOffset? instant) => instant is { } at ? $"{at:u}" : "-";

    private static string Text(SubjectState state) =>
        state == SubjectState.NeverSeen ? "never seen" : $"{state}".ToLowerInvariant();

    private static Command Verb(Composition compose, string name, string description, Act? act)
    {
        var verb = new Command(name, description) { TenantOption.Required(), Subject() };
        if (act is not null)
            verb.SetAction((call, ct) => With(compose, call, act, ct));
        return verb;
    }

    private static async Task<int> With(Composition compose, ParseResult call, Act act, CancellationToken ct)
    {
        await using var app = await compose([], ct);
        var tenant = await TenantOption.Known(app, call.GetRequiredValue<Guid>("--tenant"), ct);
        return await act(app.Services.GetRequiredService<IPrivacy>(), tenant, call.GetRequiredValue<string>("--subject"), ct);
    }

    private static Option<string> Subject() =>
        new("--subject") { Description = "Id of the person: of the contact, the user, or provisional.", Required = true };
}
