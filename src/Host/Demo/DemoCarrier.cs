using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SalesEngagement.TwilioDouble;

namespace SalesEngagement.Host.Demo;

/// <summary>The Twilio double of a private installation. Its address, account and calls stay the same from start to start.</summary>
internal sealed class DemoCarrier(TwilioDoubleOptions options) : IAsyncDisposable
{
    private TwilioDoubleServer? _server;

    /// <summary>Where it listens.</summary>
    public string Url => options.Url;

    /// <summary>Points telephony at the double; <see cref="Start"/> brings it to life.</summary>
    public static TwilioDoubleOptions Plan(string folder, string? url) => new()
    {
        Url = url ?? $"http://127.0.0.1:{Remembered(folder, "twilio.port", FreePort)}",
        AuthToken = Remembered(folder, "twilio.token", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
        StatePath = Path.Combine(folder, "twilio.journal"),
    };

    /// <summary>Starts it, unless another Host of this installation has: then that one serves us too.</summary>
    public async Task Start(CancellationToken ct)
    {
        try
        {
            _server = await TwilioDoubleServer.Start(options, ct);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            // Same address, same account, same journal.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static string Remembered(string folder, string name, Func<string> make)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
            File.WriteAllText(file, make());
        return File.ReadAllText(file);
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
