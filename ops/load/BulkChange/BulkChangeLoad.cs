using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;

namespace SalesEngagement.Load.BulkChange;

/// <summary>
/// A tag for many contacts on one Host, and off again by taking that back: how fast, and what another company feels of it,
/// against the same seconds without it.
/// </summary>
internal sealed class BulkChangeLoad : IProof
{
    private const string BulkChanges = "/api/v1/contacts/bulk-changes";
    private const int Contacts = 20;
    private const double OthersPerSecond = 20;
    private const double Bar = 3;

    public string Name => "bulk";

    public string Promise => "20,000 contacts get a tag, each once, and the p95 of others rises ≤ 3 ×";

    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var many = run.IsLong ? 200_000 : 20_000;
        var database = await run.StartDatabase(settings: null, ct);
        var settings = new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__SalesEngagement"] = "Warning",
        };
        await using var host = await HostProcess.Start(
            database, carrier: null, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct, settings);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
        var (asker, other) = (new Firm(http, 0, run.Seed), new Firm(http, 1, run.Seed));
        foreach (var firm in new[] { asker, other })
        {
            await firm.Register(ct);
            await firm.SignIn(ct);
            await firm.Fill(Contacts, ct);
        }

        run.Say($"adding {many:N0} contacts");
        await asker.AtRest(await asker.SendFile(File(many), ct), ct);
        await Compare(run, asker, other, many, ct);
    }

    private static async Task Compare(ProofRun run, Firm asker, Firm other, int many, CancellationToken ct)
    {
        var (preview, took) = await Previewed(asker, many, ct);
        run.Report.Measure($"{many:N0} contacts previewed", $"{took.TotalSeconds:N1} s");
        var span = TimeSpan.FromSeconds(6);
        await new Arrivals(OthersPerSecond, other.Ask, run.Seed).Run(span, ct);
        var quiet = new Arrivals(OthersPerSecond, other.Ask, run.Seed);
        await quiet.Run(span, ct);

        var (watch, beside) = (Stopwatch.StartNew(), new Arrivals(OthersPerSecond, other.Ask, run.Seed));
        var others = beside.Run(span, ct);
        var location = (await asker.Call(HttpMethod.Post, BulkChanges, new { token = preview.GetProperty("token").GetString() }, ct)).Location!;
        var change = await asker.AtRest(location, ct);
        var changing = watch.Elapsed;
        await others;
        run.Report.Exactly("contacts that got the tag", change.GetProperty("changed").GetInt64(), many);
        run.Report.Measure("contacts/s, read models kept up beside it", $"{many / changing.TotalSeconds:N0}");
        run.Report.Measure($"another company with {OthersPerSecond:N0} requests/s: p95 without", $"{quiet.Milliseconds.Percentile(0.95):N1} ms");
        run.Report.Measure("the same beside the bulk change", $"{beside.Milliseconds.Percentile(0.95):N1} ms");

        watch.Restart();
        await asker.Call(HttpMethod.Post, $"{location}/undo", body: null, ct);
        var undone = await asker.AtRest(location, ct);
        run.Report.Exactly("contacts from which it was taken back", undone.GetProperty("undo").GetProperty("changedBack").GetInt64(), many);
        run.Report.Measure("contacts/s taken back", $"{many / watch.Elapsed.TotalSeconds:N0}");
        run.Report.AtMost("times as much", beside.Milliseconds.Percentile(0.95) / quiet.Milliseconds.Percentile(0.95), Bar, "×");
    }

    /// <summary>The preview that has all of them, once the lists know them.</summary>
    private static async Task<(JsonElement Preview, TimeSpan Took)> Previewed(Firm asker, int many, CancellationToken ct)
    {
        object body = new { selection = new { filter = new { tag = "navy" } }, change = new { kind = "add-tag", tag = "spring" } };
        while (true)
        {
            var watch = Stopwatch.StartNew();
            var (preview, _) = await asker.Call(HttpMethod.Post, $"{BulkChanges}/previews", body, ct);
            if (preview.GetProperty("count").GetInt64() == many)
                return (preview, watch.Elapsed);
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
        }
    }

    private static byte[] File(int rows)
    {
        var text = new StringBuilder("First name,Last name,Email,Mobile,Tags\r\n");
        for (var i = 0; i < rows; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Grace,Hopper {i},grace.{i}@navy.example,+1415{2_000_000 + i},navy\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
