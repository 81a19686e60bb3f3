using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using SalesEngagement.TwilioDouble;

namespace SalesEngagement.Host.Demo;

/// <summary>The Twilio double of a private installation. Its address, account and calls stay the same from start to start.</summary>
internal sealed class DemoCarrier(TwilioDoubleOptions options) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private TwilioDoubleServer? _server;
    private Task _takeOver = Task.CompletedTask;

    /// <summary>Where it listens.</summary>
    public string Url => options.Url;

    /// <summary>What it will be, told before it starts so that telephony can be pointed at it.</summary>
    public static TwilioDoubleOptions Plan(string folder, string? url) => new()
    {
        Url = url ?? $"http://127.0.0.1:{Remembered(folder, "twilio.port", FreePort)}",
        AuthToken = Remembered(folder, "twilio.token", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
        StatePath = Path.Combine(folder, "twilio.journal"),
    };

    /// <summary>Starts it. Where another Host of this installation has one, that serves us too, until we take over.</summary>
    public async Task Start(CancellationToken ct)
    {
        if (!await TryStart(ct))
            _takeOver = TakeOver(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _takeOver.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is not null)
            await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task TakeOver(CancellationToken ct)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await pause.WaitForNextTickAsync(ct) && !await TryStart(ct))
        {
            // The other Host still has the address; when it ends, its calls go on here from the same journal.
        }
    }

    private async Task<bool> TryStart(CancellationToken ct)
    {
        try
        {
            _server = await TwilioDoubleServer.Start(options, ct);
            return true;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return false;
        }
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
