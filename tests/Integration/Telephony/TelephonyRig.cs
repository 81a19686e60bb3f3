using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Mail;
using SalesEngagement.Host.Oidc;
using SalesEngagement.Host.Telephony;
using SalesEngagement.Host.Webhooks;
using SalesEngagement.Projections.Calls;
using SalesEngagement.TwilioDouble;
using SalesEngagement.TwilioDouble.Control;

namespace SalesEngagement.Integration.Telephony;

/// <summary>The dialling and webhook part of the Host behind its real edge, listening, with a fast double beside it.</summary>
public sealed class TelephonyRig : IAsyncLifetime
{
    public const string Account = "AC00000000000000000000000000000000";
    public const string Token = "token-of-the-installation";
    public const string CallerId = "+14155550000";

    private readonly string _journal = Path.GetTempFileName();
    private TestDatabase _database = null!;
    private WebApplication _host = null!;
    private TwilioDoubleServer _double = null!;

    public HttpClient Host { get; private set; } = null!;

    public HttpClient Carrier { get; private set; } = null!;

    internal IEventStore Store => _host.Services.GetRequiredService<IEventStore>();

    internal TelephonyAccounts Accounts => _host.Services.GetRequiredService<TelephonyAccounts>();

    public async ValueTask InitializeAsync()
    {
        _double = await TwilioDoubleServer.Start(Options("http://127.0.0.1:0"));
        Carrier = new HttpClient { BaseAddress = new Uri(_double.BaseUrl) };
        _database = await TestDatabase.Create();
        _host = Compose(_database, _double.BaseUrl);
        await _host.StartAsync();
        Host = new HttpClient { BaseAddress = new Uri(_host.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _double.DisposeAsync();
        await _database.DisposeAsync();
        File.Delete(_journal);
    }

    /// <summary>A tenant as registration leaves it.</summary>
    public async Task<string> Tenant()
    {
        var session = Store.Open(Guid.CreateVersion7().ToString(), new("test"));
        Accounts.Add(session, TimeProvider.System.GetUtcNow());
        await session.Save(TestContext.Current.CancellationToken);
        return session.TenantId;
    }

    /// <summary>A rep's click.</summary>
    public async Task<Guid> Request(string tenant, string to, params object[] more)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var session = Store.Open(tenant, new("test"));
        session.Start<Call>(id,
        [
            new CallRequested(Guid.CreateVersion7(), Guid.CreateVersion7(), new PhoneNumber(to), "", CallDirection.Outbound, now),
            .. more,
        ]);
        await session.Save(TestContext.Current.CancellationToken);
        return id;
    }

    public async Task<Call> Call(string tenant, Guid id) =>
        (await Store.Open(tenant, new("test")).Fetch<Call>(id, TestContext.Current.CancellationToken)).State!;

    public async Task<IReadOnlyList<object>> Facts(string tenant, Guid id) =>
        [.. (await Store.Open(tenant, new("test")).Read(id, TestContext.Current.CancellationToken)).Select(e => e.Body)];

    public async Task<Call> Ended(string tenant, Guid id)
    {
        await Eventually.True(async () => (await Call(tenant, id)).IsOver);
        return await Call(tenant, id);
    }

    /// <summary>What the carrier has, of all calls to this number.</summary>
    public async Task<int> CallsAtCarrier(string to) =>
        (await Carrier.GetFromJsonAsync<List<CarriersCall>>("/double/calls", TestContext.Current.CancellationToken))!.Count(call => call.To == to);

    public async Task SetChaos(ChaosSettings settings) =>
        (await Carrier.PutAsJsonAsync("/double/chaos", settings, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    /// <summary>The double dies as it stands, and comes back with its journal.</summary>
    public async Task RestartCarrier()
    {
        await _double.DisposeAsync();
        _double = await TwilioDoubleServer.Start(Options(Carrier.BaseAddress!.GetLeftPart(UriPartial.Authority)));
    }

    private TwilioDoubleOptions Options(string url) => new()
    {
        Url = url, AuthToken = Token, StatePath = _journal, TimeScale = 0.05, RetryDelay = TimeSpan.FromMilliseconds(20),
    };

    private static WebApplication Compose(TestDatabase database, string carrier)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Telephony:ApiBaseUrl"] = carrier,
            ["Telephony:AccountSid"] = Account,
            ["Telephony:AuthToken"] = Token,
            ["Telephony:CallerId"] = CallerId,
            ["Telephony:CreateTimeoutSeconds"] = "1.5",
            ["Telephony:SettleSeconds"] = "0.5",
            ["Telephony:ReconcileAfterSeconds"] = "1",
            ["Telephony:ReconcileEverySeconds"] = "0.3",
        });
        builder.Services.AddEventStore(new()
        {
            AppConnection = database.Main,
            DaemonConnection = database.Daemon,
            KeysConnection = database.Keys,
            EventTypes = typeof(Decision).Assembly.GetTypes().Where(t => t.IsDefined(typeof(EventTypeAttribute))).ToDictionary(t => t.GetCustomAttribute<EventTypeAttribute>()!.Name),
            ReadModels = [typeof(CallLog)],
            IsPersonalData = type => type.IsDefined(typeof(PersonalDataAttribute), inherit: false),
            IsDataSubject = parameter => parameter.IsDefined(typeof(DataSubjectAttribute), inherit: false),
            MasterKeys = LocalMasterKeys.FromText(Convert.ToBase64String(new byte[32]), "test"),
        });
        builder.Services.AddProjectionDaemon();
        builder.AddEdge();
        builder.Services.AddHttpConventions();
        builder.Services.AddAccess();
        builder.AddOidc();
        builder.AddMail(privateFolder: null);
        builder.AddTelephony();

        var app = builder.Build();
        app.UseEdge();
        app.MapWebhooks();
        return app;
    }

    private sealed record CarriersCall(string Sid, string To, string Status);
}
