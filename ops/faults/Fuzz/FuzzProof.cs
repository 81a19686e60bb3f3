using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using SalesEngagement.Faults.Fuzz.Manners;
using SalesEngagement.Proof;
using SalesEngagement.TwilioDouble;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>
/// Sends what nobody means: malformed, oversized, deep, wrongly typed, planted and foreign requests over all routes of the
/// served document, as every role and as nobody.
/// </summary>
internal sealed class FuzzProof : IProof
{
    private const string CarrierToken = "token-of-the-installation";
    private const int Short = 8_000;
    private const int Long = 220_000;

    // Without these a run would soon meet its own limits. Addresses differ, too: what is prepared comes from another one.
    private static readonly Dictionary<string, string> Unlimited = new()
    {
        ["Edge__TenantRateLimit"] = "1000000", ["Edge__UserRateLimit"] = "1000000", ["Edge__AddressRateLimit"] = "1000000",
        ["Edge__SignInRateLimit"] = "1000000",
        ["Oidc__PublicUrl"] = "https://fuzz.example", ["Oidc__AllowPrivateAddresses"] = "true",
        // Bulk changes stand still, so that there is always one to be cancelled and one to be taken back; tokens stay good.
        ["BulkChanges__Run"] = "false", ["BulkChanges__MostPreviews"] = "1000",
        ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Error",
    };

    /// <summary>Routes that no request of ours can make answer with success, and why.</summary>
    private static readonly Dictionary<string, string> Beyond = new()
    {
        ["POST /webhooks/twilio/{tenantKey}/voice/answer/{callId}"] = "signed by the carrier",
        ["POST /webhooks/twilio/{tenantKey}/voice/inbound"] = "signed by the carrier",
        ["POST /webhooks/twilio/{tenantKey}/voice/status/{callId}"] = "signed by the carrier",
        ["POST /webhooks/twilio/{tenantKey}/recordings/{callId}"] = "signed by the carrier",
        ["GET /api/v1/auth/invitations/{token}"] = "opened by a link that was sent",
        ["POST /api/v1/auth/invitations/{token}"] = "opened by a link that was sent",
        ["POST /api/v1/auth/password-resets/{token}"] = "opened by a link that was sent",
        ["GET /api/v1/auth/oidc/{id}/callback"] = "comes back from a sign-in at a provider",
        ["POST /api/v1/auth/totp/confirm"] = "takes a code of the moment",
        ["DELETE /api/v1/auth/totp"] = "takes a code of the moment",
    };

    private static readonly Option<string?> Judge = new("--judge")
    {
        Description = "prism: also asks another judge of OpenAPI documents, as a proxy before the Host (needs npm).",
    };

    /// <inheritdoc/>
    public string Name => "fuzz";

    /// <inheritdoc/>
    public string Promise => "whatever is sent, no answer is a 5xx, each is as documented, and nothing takes effect that must not";

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options => [Judge];

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var database = await run.StartDatabase(settings: null, ct);
        await using var carrier = await TwilioDoubleServer.Start(new() { AuthToken = CarrierToken, TimeScale = 0.02 }, ct);
        await using var issuer = await SmallIssuer.Start(ct);
        run.Say("starting the Host");
        await using var host = await HostProcess.Start(
            database, (carrier.BaseUrl, CarrierToken), Convert.ToBase64String(new byte[32]), ct, Unlimited);
        using var door = new Door(host.Address, IPAddress.Loopback);
        using var aside = new Door(host.Address, IPAddress.Parse("127.0.0.2"));
        var document = await Document(host.Address, ct);

        run.Say("signing companies up");
        var keeper = new Keeper(aside, document);
        var (world, bystander) = (new World { Issuer = issuer.Name }, new World { Issuer = issuer.Name });
        using var actors = new Actors(keeper, world);
        await actors.Start(ct);
        var (bystanderId, _, bystanderToken) = await keeper.Company(ct);
        var chance = new Random(run.Seed);
        await Preparation.Fill(document, bystander, draft => aside.Send(draft, $"Bearer {bystanderToken}", ct), chance);
        await Preparation.Fill(document, world, draft => aside.Send(draft, actors.Credential(Actors.Admin, chance), ct), chance);
        world.Other = bystander;

        var traces = new Traces(database);
        var before = await Settled(traces, bystanderId, ct);
        var manners = new AllManners(world);
        var (schemas, tally) = (new SchemaJudge(document), new Tally());
        var fuzzer = new Fuzzer(document, door, actors, new(document, world), manners, new(document, schemas), tally, run.Seed);
        run.Say($"{document.Operations.Count} routes, {manners.Count} ways to spoil a request, {world.Count} things to ask for");
        await fuzzer.Run(run.IsLong ? Long : Short, sent => run.Say($"{sent:N0} sent"), ct);
        await Again(document, world, aside, actors, fuzzer, tally, chance, ct);
        await RawDoor.Knock(host.Address, tally, run.IsLong ? 4_000 : 400, run.Seed, ct);

        tally.Print();
        await Tell(run.Report, document, tally, traces, bystanderId, before, ct);
        run.Report.Measure("sign-ins that requests ended", $"{actors.Renewed}");
        Controls(run.Report, document, fuzzer);
        if (tally.Of("5xx") > 0)
            run.Say(host.Said[^Math.Min(host.Said.Length, 6000)..]);
        if (run.Value(Judge) == "prism")
            await Prism.Ask(run, host.Address, document, fuzzer, actors, ct);
    }

    /// <summary>Makes everything anew and asks those routes again that lacked something.</summary>
    private static async Task Again(
        ApiDocument document, World world, Door aside, Actors actors, Fuzzer fuzzer, Tally tally, Random chance, CancellationToken ct)
    {
        var unreached = document.Operations.Where(operation => !tally.Succeeded(operation.Name) && !Beyond.ContainsKey(operation.Name)).ToList();
        if (unreached.Count == 0)
            return;
        world.Forget();
        await Preparation.Fill(document, world, Send, chance);
        await fuzzer.Again(unreached, ct);

        async Task<Answer> Send(Draft draft)
        {
            var credential = actors.Credential(Actors.Admin, chance);
            var answer = await aside.Send(draft, credential, ct);
            if (answer.Status != 401)
                return answer;
            await actors.Renew(Actors.Admin, credential, ct);
            return await aside.Send(draft, actors.Credential(Actors.Admin, chance), ct);
        }
    }

    private static async Task Tell(
        Report report, ApiDocument document, Tally tally, Traces traces, string bystanderId, string before, CancellationToken ct)
    {
        report.AtLeast("requests", tally.Requests, Short);
        report.Exactly("answers 5xx", tally.Of("5xx"), 0);
        report.Exactly("answers that are not as documented", tally.Of("invalid"), 0);
        report.Exactly("rows in which something planted took effect", await traces.Planted(ct), 0);
        report.Exactly("another company's rows that changed", await Settled(traces, bystanderId, ct) == before ? 0 : 1, 0);
        var unreached = document.Operations.Select(operation => operation.Name).Where(name => !tally.Succeeded(name)).Except(Beyond.Keys).ToList();
        report.Exactly($"routes that never answered with success{string.Concat(unreached.Select(name => $"\n  {name}"))}", unreached.Count, 0);
    }

    /// <summary>The judges themselves: answers that came are held against a document that says something else.</summary>
    private static void Controls(Report report, ApiDocument document, Fuzzer fuzzer)
    {
        var samples = fuzzer.Samples.Values.Where(sample => sample.Answer.Media == "application/json").ToList();
        report.Control("every id is said to be a number", Seen(document, samples, Falsified(document, "id")), wasSeen: Count(samples, Falsified(document, "id")) > 0);
        var undocumented = ApiDocument.Parse(document.Root.ToJsonString().Replace("\"200\":", "\"299\":", StringComparison.Ordinal));
        report.Control("no 200 is documented", Seen(document, samples, undocumented), Count(samples, undocumented) > 0);
    }

    private static string Seen(ApiDocument document, List<(Draft Draft, Answer Answer)> samples, ApiDocument falsified) =>
        $"{Count(samples, falsified)} of {samples.Count} answers do not fit, {Count(samples, document)} the true one";

    private static int Count(List<(Draft Draft, Answer Answer)> samples, ApiDocument against)
    {
        var judge = new AnswerJudge(against, new(against));
        return samples.Count(sample => judge.Faults(Said(sample.Draft, against), sample.Answer).Any());
    }

    private static Draft Said(Draft draft, ApiDocument document) => new()
    {
        Operation = document.Operations.Single(operation => operation.Name == draft.Operation.Name), Method = draft.Method, Path = draft.Path, Actor = draft.Actor,
    };

    private static ApiDocument Falsified(ApiDocument document, string member)
    {
        var root = document.Root.DeepClone();
        foreach (var (_, schema) in root["components"]!["schemas"]!.AsObject())
        {
            if (schema!["properties"] is JsonObject properties && properties.ContainsKey(member))
                properties[member] = new JsonObject { ["type"] = "integer" };
        }

        return ApiDocument.Parse(root.ToJsonString());
    }

    /// <summary>A company's digest once nothing of what it began is still being done.</summary>
    private static async Task<string> Settled(Traces traces, string tenantId, CancellationToken ct)
    {
        var (last, same) = ("", 0);
        while (same < 3)
        {
            var now = await traces.Of(tenantId, ct);
            same = now == last ? same + 1 : 0;
            last = now;
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }

        return last;
    }

    private static async Task<ApiDocument> Document(Uri host, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = host };
        return ApiDocument.Parse(await http.GetStringAsync("/openapi/v1.json", ct));
    }
}
