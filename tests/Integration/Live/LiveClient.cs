using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace SalesEngagement.Integration.Live;

/// <summary>A hub connection that keeps what it received, in order.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly HubConnection _connection;

    private LiveClient(TestHost host, string? token)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(host.Server.BaseAddress, "/hubs/engagement"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                options.WebSocketFactory = async (context, ct) => await host.Server.CreateWebSocketClient()
                    .ConnectAsync(new UriBuilder(context.Uri) { Query = token is null ? "" : $"access_token={token}" }.Uri, ct);
            })
            .Build();
        _connection.On<Received>("notification", notification => { _received.Writer.TryWrite(notification); });
        _connection.Closed += _ =>
        {
            _received.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects as a browser does: the token in the address.</summary>
    public static async Task<LiveClient> Connect(TestHost host, string? token, params string[] channels)
    {
        var client = new LiveClient(host, token);
        await client._connection.StartAsync(TestContext.Current.CancellationToken);
        foreach (var channel in channels)
            await client.Subscribe(channel);
        return client;
    }

    /// <returns>The cursor.</returns>
    public Task<string> Subscribe(string channel) =>
        _connection.InvokeAsync<string>("Subscribe", channel, TestContext.Current.CancellationToken);

    public Task Unsubscribe(string channel) =>
        _connection.InvokeAsync("Unsubscribe", channel, TestContext.Current.CancellationToken);

    /// <summary>The next one that was received.</summary>
    public async Task<Received> Next() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Everything received, up to and with the first that matches.</summary>
    public async Task<List<Received>> UpTo(Func<Received, bool> last)
    {
        List<Received> all = [await Next()];
        while (!last(all[^1]))
            all.Add(await Next());
        return all;
    }

    /// <summary>Returns when the server has closed the connection.</summary>
    public Task Closed() => _received.Reader.Completion.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

/// <summary>A notification as a client sees it.</summary>
internal sealed record Received(string Cursor, string Channel, string Type, DateTimeOffset At, JsonElement Data)
{
    public string Text(string member) => Data.GetProperty(member).GetString()!;

    public bool IsAbout(Guid id) => Data.GetRawText().Contains(id.ToString(), StringComparison.Ordinal);
}
