using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Another judge of OpenAPI documents, which somebody else wrote: a proxy that says what does not fit the document.</summary>
internal sealed class Prism : IAsyncDisposable
{
    private const string Verdicts = "sl-violations";
    private const string TooMany = "Too many violations!";
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fuzz", "prism");
    private readonly Process _process;
    private readonly string _document;

    private Prism(Process process, string document, Uri address) => (_process, _document, Address) = (process, document, address);

    private Uri Address { get; }

    /// <summary>Sends some of the requests through it, and asks what it says of the answers.</summary>
    public static async Task Ask(ProofRun run, Uri host, ApiDocument document, Fuzzer fuzzer, Actors actors, CancellationToken ct)
    {
        run.Say("starting prism");
        await using var prism = await Start(host, document, ct);
        using var door = new Door(prism.Address, IPAddress.Loopback);
        var (asked, said) = (0, new Dictionary<string, int>());
        var wanted = run.IsLong ? 5_000 : 1_000;
        for (var n = 0; asked < wanted; n++)
        {
            var draft = fuzzer.DraftOf(n);
            if (draft.IsElsewhere || draft.Bytes is not null || draft.Raw.Count > 0 || actors.Credential(draft.Actor, new(n)) is not { } credential)
                continue;
            asked++;
            var answer = await door.Send(draft, credential, ct);
            foreach (var verdict in VerdictsOn(answer))
                said[$"{draft.Operation.Name} {answer.Status}: {verdict}"] = said.GetValueOrDefault($"{draft.Operation.Name} {answer.Status}: {verdict}") + 1;
        }

        foreach (var (verdict, times) in said.OrderByDescending(one => one.Value))
            run.Say($"{times} × {verdict}");
        run.Report.Measure("requests through prism", $"{asked:N0}");
        run.Report.Exactly("answers that prism finds fault with", said.Values.Sum(), 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_document);
    }

    private static async Task<Prism> Start(Uri host, ApiDocument document, CancellationToken ct)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            await Install(ct);
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".json");
        await File.WriteAllTextAsync(file, document.Root.ToJsonString(), ct);
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(Folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js"), "proxy", file,
                host.GetLeftPart(UriPartial.Authority), "--host", "127.0.0.1", "--port", $"{port}", "--multiprocess", "false",
                "--validate-request", "false"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var prism = new Prism(process, file, new($"http://127.0.0.1:{port}"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.Contains("listening on", StringComparison.Ordinal))
                continue;
            // What else it says is not wanted, but somebody has to take it.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return prism;
        }

        var error = await process.StandardError.ReadToEndAsync(ct);
        await prism.DisposeAsync();
        throw new InvalidOperationException($"Prism did not start: {error}");
    }

    private static async Task Install(CancellationToken ct)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = Folder })!;
        await npm.WaitForExitAsync(ct);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm could not install what {Folder}/package.json names.");
    }

    /// <summary>What it says of the answer. Of the request it is not asked: that was spoiled on purpose.</summary>
    private static IEnumerable<string> VerdictsOn(Answer answer)
    {
        if (answer.Headers.GetValueOrDefault(Verdicts) is not { } header)
            yield break;
        if (header.StartsWith(TooMany, StringComparison.Ordinal))
        {
            yield return header;
            yield break;
        }

        using var verdicts = JsonDocument.Parse(header);
        foreach (var verdict in verdicts.RootElement.EnumerateArray())
        {
            var place = string.Join('/', verdict.GetProperty("location").EnumerateArray().Select(part => part.ToString()));
            if (place.StartsWith("response", StringComparison.Ordinal))
                yield return $"{place}: {verdict.GetProperty("message").GetString()}";
        }
    }

    private static int FreePort()
    {
        for (var port = FirstPort; port < LastPort; port++)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
