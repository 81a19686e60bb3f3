using System.Net.Sockets;
using System.Text;

namespace SalesEngagement.Integration.Edge;

/// <summary>Sends bytes as they stand, as no proper client would.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _tcp = new();

    private RawClient()
    {
    }

    /// <summary>One connection, one request, everything that comes back.</summary>
    public static async Task<RawAnswer> Ask(Uri server, params string[] parts)
    {
        using var client = await Connect(server);
        foreach (var part in parts)
            await client.Send(part);
        return await client.ReadToEnd();
    }

    public static async Task<RawClient> Connect(Uri server)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        return client;
    }

    public Task Send(string text) =>
        _tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    /// <summary>What the server says until it closes.</summary>
    public async Task<RawAnswer> ReadToEnd()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var all = new MemoryStream();
        try
        {
            await _tcp.GetStream().CopyToAsync(all, patience.Token);
        }
        catch (IOException)
        {
            // A server that is fed up may reset the connection after it has answered.
        }

        return new(Encoding.Latin1.GetString(all.ToArray()));
    }

    public void Dispose() => _tcp.Dispose();
}

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(string Text)
{
    /// <summary>0 when nothing came.</summary>
    public int Status => Text.Split(' ') is [_, { Length: 3 } status, ..] ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public bool HasHeader(string name) => Text.Contains($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it has the form of our refusals, with this code.</summary>
    public bool IsProblem(string code) =>
        Text.Contains("application/problem+json", StringComparison.Ordinal) && Text.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal);
}
