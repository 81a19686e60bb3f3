using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Bytes that are no HTTP, or HTTP that no client library would send.</summary>
internal static class RawDoor
{
    private const string Route = "(raw bytes)";

    // Most of their time is waiting for what does not come.
    private const int AtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly string[] Lines =
    [
        "GET {t} HTTP/1.1", "get {t} HTTP/1.1", "GET  {t}  HTTP/1.1", "GET {t}", "GET http://evil.example{t} HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1",
        "GET {t}\u0001 HTTP/1.1", "GET {t}#a HTTP/1.1", "GET {t}?%00 HTTP/1.1", "GET {t}\u00e9 HTTP/1.1", "{long} {t} HTTP/1.1", "GET {t}/{long} HTTP/1.1", "GET \\api HTTP/1.1", "GET api HTTP/1.1",
        "POST {t} HTTP/1.1", "\u0000\u0001\u0002\u0003", "GET {t} HTTP/1.0", "G\u00cbT {t} HTTP/1.1", "\r\nGET {t} HTTP/1.1",
    ];

    private static readonly string[] Headers =
    [
        "", "Host: a, b", "Host: a\r\nHost: b", "Host:", "Host: {long}", "X: a\r\n b", "X : a", ": a", "X", "X: a\u0000b", "X: \u00e9", "X: {long}", "\u00e9: a", "X: a\rY: b",
        "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: x", "Content-Length: 10\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: x", "Expect: x", "Expect: 100-continue\r\nContent-Length: 2",
        "Upgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: AAAA", "Upgrade: websocket\r\nConnection: Upgrade", "Connection: close, x", "Connection: Host", "Authorization: Bearer a\r\nAuthorization: Bearer b",
        "Content-Type: application/json\r\nContent-Length: 2", "Content-Type: \u0001\r\nContent-Length: 2", "Content-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 2",
    ];

    private static readonly string[] Bodies =
        ["", "{}", "5\r\n{\"a\":\r\n0\r\n\r\n", "ffffffff\r\n", "-1\r\n", "x\r\n", "2\r\n{}\r\n0\r\n\r\n", "2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n", "0\r\n\r\n", "{}GET / HTTP/1.1\r\nHost: a\r\n\r\n"];

    private static readonly string[] Targets = ["/api/v1/auth/login", "/api/v1/contacts", "/health", "/openapi/v1.json", "/nothing", "/"];

    /// <summary>Sends so many, and notes what came of them.</summary>
    public static async Task Knock(Uri host, Tally tally, int times, int seed, CancellationToken ct)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (n, stop) =>
        {
            var chance = new Random(unchecked((seed * 7919) + n));
            var text = Request(chance);
            var (status, answer) = await Send(host, text, stop);
            var draft = new Draft
            {
                Operation = new("RAW", Route, [], Body: null, new Dictionary<int, IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?>>(), IsOpen: true),
                Method = "RAW", Path = text.Length > 600 ? $"{text[..600]}…" : text, Actor = "nobody",
            };
            tally.Add(Route, draft, new(status, Media: null, answer, new Dictionary<string, string>()), Faults(status, answer));
        });
    }

    private static string[] Faults(int status, string answer)
    {
        if (status >= 500)
            return [$"answered {status}"];
        var (head, body) = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var at ? (answer[..at], answer[(at + 4)..]) : (answer, "");
        // No answer at all: the connection was closed on what is no request, or waits for the rest of it.
        return status == 0 || status is >= 100 and < 400 || body.Contains("urn:sales-engagement:", StringComparison.Ordinal)
            || AnswerJudge.IsOfTheServer(status, head.Contains("\r\nX-Request-Id:", StringComparison.OrdinalIgnoreCase), body)
            ? []
            : [$"{status} says nothing of why"];
    }

    private static string Request(Random chance)
    {
        var line = chance.Next(2) == 0 ? Lines[0] : Lines[chance.Next(Lines.Length)];
        var headers = string.Concat(Enumerable.Range(0, chance.Next(1, 3)).Select(_ => $"{Headers[chance.Next(Headers.Length)]}\r\n"))
            .Replace("\r\n\r\n", "\r\n", StringComparison.Ordinal);
        var host = chance.Next(8) == 0 ? "" : "Host: localhost\r\n";
        return $"{line}\r\n{host}Connection: close\r\n{headers}\r\n{Bodies[chance.Next(Bodies.Length)]}"
            .Replace("{t}", Targets[chance.Next(Targets.Length)], StringComparison.Ordinal)
            .Replace("{long}", new string('a', chance.Next(4) * 12_000), StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Answer)> Send(Uri host, string text, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var answer = new StringBuilder();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, host.Port), patience.Token);
            await socket.SendAsync(Encoding.Latin1.GetBytes(text), patience.Token);
            var chunk = new byte[16 * 1024];
            for (int read; (read = await socket.ReceiveAsync(chunk, patience.Token)) > 0;)
                answer.Append(Encoding.UTF8.GetString(chunk, 0, read));
        }
        catch (SocketException)
        {
            // Closed on us: what was said before is the answer.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Still open: likewise.
        }

        var said = answer.ToString();
        return (said.Length > 12 && said.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(said[9..12], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0, said);
    }
}
