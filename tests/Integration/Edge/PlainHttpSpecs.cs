using SalesEngagement.Integration.Http;
using static SalesEngagement.Integration.Edge.PretendedAddress;

namespace SalesEngagement.Integration.Edge;

/// <summary>Where https is asked for, a program in clear is refused and a person's browser is sent on.</summary>
public sealed class PlainHttpSpecs : IAsyncLifetime
{
    private const string Proxy = "10.0.0.7";
    private TestHost _host = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(
            new Dictionary<string, string>
            {
                ["Edge:RequireHttps"] = "true", ["Edge:HttpsPort"] = "8443", ["Edge:TrustedProxies"] = Proxy,
            },
            Use);
        _client = _host.CreateClient(new() { AllowAutoRedirect = false });
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task a_program_is_refused_and_not_sent_on()
    {
        await Send("http://api.example/api/v1/auth/me").ShouldBeRefused(403, "https-required");
        await _client.Post("http://api.example/api/v1/auth/login", new { }).ShouldBeRefused(403, "https-required");
        await Send("http://api.example/api/v1/auth/me", ("Accept", "text/html"), ("Authorization", "Bearer x"))
            .ShouldBeRefused(403, "https-required");
    }

    [Fact]
    public async Task a_browser_is_sent_on_to_the_same_page()
    {
        var answer = await Send("http://api.example:8080/docs/index.html?a=b", ("Accept", "text/html,*/*")).ShouldBe(307);
        answer.Headers.Location.ShouldBe(new Uri("https://api.example:8443/docs/index.html?a=b"));
    }

    [Fact]
    public async Task what_came_by_https_passes_directly_or_through_the_proxy()
    {
        await Send("https://api.example/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
        await Send("http://api.example/api/v1/auth/me", From(Proxy), ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"))
            .ShouldBeRefused(401, "unauthenticated");
        await Send("http://api.example/api/v1/auth/me", From("203.0.113.9"), ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"))
            .ShouldBeRefused(403, "https-required");
    }

    [Fact]
    public Task health_is_told_in_clear_too() => Send("http://10.1.2.3/health/live").ShouldBe(200);

    [Fact]
    public async Task unless_it_is_asked_for_all_is_answered_in_clear()
    {
        await using var open = await TestHost.Start();
        await open.CreateClient().Get("http://api.example/api/v1/auth/me").ShouldBeRefused(401, "unauthenticated");
    }

    private Task<HttpResponseMessage> Send(string url, params (string Name, string Value)[] headers) =>
        _client.Send(HttpMethod.Get, url, body: null, token: null, headers);
}
