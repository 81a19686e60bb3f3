using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SalesEngagement.TwilioDouble.Callbacks;
using SalesEngagement.TwilioDouble.Calls;
using SalesEngagement.TwilioDouble.Control;
using SalesEngagement.TwilioDouble.Rest;

namespace SalesEngagement.TwilioDouble;

/// <summary>A server that behaves like Twilio, inside this process or as a program of its own.</summary>
public sealed class TwilioDoubleServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TwilioDoubleServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>. No trailing slash.</summary>
    public string BaseUrl => _app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');

    /// <summary>Starts it. Calls left over in the journal go on where they were.</summary>
    public static async Task<TwilioDoubleServer> Start(TwilioDoubleOptions options, CancellationToken ct = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        builder.Services.AddRoutingCore().AddHttpClient(CallbackSender.ClientName).RemoveAllLoggers();
        builder.Services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Journal>()
            .AddSingleton<CallBook>()
            .AddSingleton<Chaos>()
            .AddSingleton<RequestLog>()
            .AddSingleton<CallbackSender>()
            .AddSingleton<CallbackQueue>()
            .AddSingleton<Announcer>()
            .AddSingleton<CallLife>();

        var app = builder.Build();
        app.UseRouting();
        app.UseMiddleware<RequestLogging>();
        app.MapTwilioApi();
        app.MapControlApi();
        await app.StartAsync(ct);
        app.Services.GetRequiredService<CallbackQueue>().Resume();
        app.Services.GetRequiredService<CallLife>().Resume();
        return new TwilioDoubleServer(app);
    }

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitForShutdown(CancellationToken ct = default) => _app.WaitForShutdownAsync(ct);

    /// <summary>Stops where it stands, as a kill would: nothing is finished, the journal keeps what was begun.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
