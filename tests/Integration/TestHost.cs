using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Embedded;

namespace SalesEngagement.Integration;

/// <summary>The whole Host in this process, on databases of its own. Make one with <see cref="Start"/>. (Any public type of the Host names its assembly.)</summary>
public sealed class TestHost : WebApplicationFactory<EmbeddedPostgres>
{
    /// <summary>Thirty-two bytes that are no secret.</summary>
    public const string MasterKey = "dGVzdHMtdGVzdHMtdGVzdHMtdGVzdHMtdGVzdHMtMTI=";

    /// <summary>Everybody's.</summary>
    public const string Password = "a long enough secret";

    private const string Cost = "Access:PasswordIterations";

    private static readonly IOptions<PasswordHasherOptions> Cheap = Options.Create(new PasswordHasherOptions { IterationCount = 1000 });

    private readonly TestDatabase _database;
    private readonly Dictionary<string, string> _settings;
    private readonly Action<IServiceCollection> _services;
    private readonly bool _isTwin;
    private int _companies;

    private TestHost(
        TestDatabase database, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection> services,
        bool isTwin = false) =>
        (_database, _settings, _services, _isTwin) = (database, new(settings), services, isTwin);

    public TestDatabase Database => _database;

    /// <summary>Starts a Host.</summary>
    /// <param name="settings">On top of what every test's Host has, such as <c>Telephony:ApiBaseUrl</c>.</param>
    /// <param name="services">Replaces services, for negative controls and clocks.</param>
    public static async Task<TestHost> Start(
        IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? services = null) =>
        new(await TestDatabase.Create(), settings ?? new Dictionary<string, string>(), services ?? (_ => { }));

    /// <summary>Another Host on the same databases. Dispose of it before this one.</summary>
    public TestHost Twin(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services = null) =>
        new(_database, settings, services ?? (_ => { }), isTwin: true);

    /// <summary>Listens on free ports of this machine, for what only a real server shows. Before anything else is asked of it.</summary>
    /// <returns>Where it listens.</returns>
    public IReadOnlyList<Uri> Listen()
    {
        _settings.TryAdd("urls", "http://127.0.0.1:0");
        UseKestrel();
        StartServer();
        return [.. Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
    }

    /// <summary>A company that has just signed up, with its admin signed in.</summary>
    public async Task<TestUser> Register()
    {
        var n = Interlocked.Increment(ref _companies);
        var email = $"admin{n}@company{n}.example";
        using var client = CreateClient();
        var company = await Post(
            client, "/api/v1/auth/register", new { companyName = $"Firm {n}", name = "Ada Boss", email, password = Password });
        return await SignIn(email, company.GetProperty("tenantId").GetGuid());
    }

    /// <summary>Another user of the admin's company, signed in.</summary>
    /// <param name="admin">Who adds them.</param>
    /// <param name="role">Such as <c>rep</c>.</param>
    /// <param name="teamId">The team they work in.</param>
    public async Task<TestUser> AddUser(TestUser admin, string role, Guid? teamId = null)
    {
        var email = $"{role}{Interlocked.Increment(ref _companies)}@people.example";
        await Post(admin.Client, "/api/v1/users", new { name = "Some One", email, password = Password, roles = new[] { role }, teamId });
        return await SignIn(email, admin.TenantId);
    }

    /// <summary>Signs a user in anew, such as after their roles have changed.</summary>
    public Task<TestUser> Again(TestUser user) => SignIn(user.Email, user.TenantId);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_isTwin)
            await _database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:Main"] = _database.Main,
            ["ConnectionStrings:Daemon"] = _database.Daemon,
            ["ConnectionStrings:Keys"] = _database.Keys,
            ["Privacy:MasterKeys"] = MasterKey,
            [Cost] = "100000",
            // Each connection costs more to open than most tests ask of it.
            ["Daemon:Connections"] = "4",
            ["Edge:TenantRateLimit"] = "1000000",
            ["Edge:UserRateLimit"] = "1000000",
            ["Edge:AddressRateLimit"] = "1000000",
            ["Edge:SignInRateLimit"] = "1000000",
        };
        foreach (var (name, value) in _settings)
            settings[name] = value;
        builder.UseEnvironment("Development");
        builder.ConfigureTestServices(services =>
        {
            // Most tests sign somebody in, and few ask what that costs: those say so.
            if (!_settings.ContainsKey(Cost))
                services.AddSingleton<IPasswordHasher<Passwords>>(new PasswordHasher<Passwords>(Cheap));
            _services(services);
        });
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
    }

    private async Task<TestUser> SignIn(string email, Guid tenantId)
    {
        var client = CreateClient();
        var answer = await Post(client, "/api/v1/auth/login", new { email, password = Password });
        var token = answer.GetProperty("accessToken").GetString()!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(client, tenantId, answer.GetProperty("user").GetProperty("id").GetGuid(), token, email)
        {
            RefreshToken = answer.GetProperty("refreshToken").GetString()!,
        };
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"POST {path} answered {(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}

/// <summary>A signed-in user.</summary>
/// <param name="Client">Sends their access token.</param>
/// <param name="TenantId">Their company.</param>
/// <param name="UserId">Their id.</param>
/// <param name="Token">Their access token, for the hub.</param>
/// <param name="Email">What they sign in with.</param>
public sealed record TestUser(HttpClient Client, Guid TenantId, Guid UserId, string Token, string Email)
{
    /// <summary>Good once.</summary>
    public string RefreshToken { get; init; } = "";
}
