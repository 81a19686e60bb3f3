using SalesEngagement.Integration.Http;
using static SalesEngagement.Integration.Edge.PretendedAddress;

namespace SalesEngagement.Integration.Edge;

/// <summary>Only a proxy that the configuration names can say who the client is and whether they came by https.</summary>
public sealed class TrustedProxySpecs
{
    private const string Keys = "/.well-known/jwks.json";
    private const string Proxy = "10.0.0.7";

    private static readonly (string, string) Https = ("X-Forwarded-Proto", "https");

    [Fact]
    public async Task a_trusted_proxy_s_clients_are_counted_one_by_one()
    {
        await using var host = await Start(Proxy);
        var client = host.CreateClient();
        (await Remaining(client, From(Proxy), For("203.0.113.1"))).ShouldBe(9);
        (await Remaining(client, From(Proxy), For("203.0.113.2"))).ShouldBe(9);
        (await Remaining(client, From(Proxy), For("203.0.113.1"))).ShouldBe(8);
        (await Remaining(client, From("203.0.113.1"))).ShouldBe(7, "the same client, directly");
    }

    [Fact]
    public async Task what_others_say_is_ignored()
    {
        await using var host = await Start(Proxy);
        var client = host.CreateClient();
        (await Remaining(client, From("203.0.113.9"), For("203.0.113.1"))).ShouldBe(9);
        (await Remaining(client, From("203.0.113.9"), For("203.0.113.2"))).ShouldBe(8);
        (await Remaining(client, From("203.0.113.9"))).ShouldBe(7);
        (await Remaining(client, For("203.0.113.1"))).ShouldBe(9, "a connection without address");
        (await Remaining(client, For("203.0.113.2"))).ShouldBe(8);
    }

    [Fact]
    public async Task what_the_client_wrote_before_the_proxy_did_is_not_the_client()
    {
        await using var host = await Start($"{Proxy}, 192.168.0.0/16");
        var client = host.CreateClient();
        (await Remaining(client, From(Proxy), For("198.51.100.1, 203.0.113.1"))).ShouldBe(9);
        (await Remaining(client, From(Proxy), For("198.51.100.2, 203.0.113.1, 192.168.4.5"))).ShouldBe(8, "through two proxies");
        (await Remaining(client, From("::ffff:10.0.0.7"), For("203.0.113.1"))).ShouldBe(7, "the proxy by its mapped address");
    }

    [Fact]
    public async Task https_is_believed_of_a_trusted_proxy_only()
    {
        await using var host = await Start(Proxy);
        var client = host.CreateClient();
        (await IsHttps(client, From(Proxy), For("203.0.113.1"), Https)).ShouldBeTrue();
        (await IsHttps(client, From("203.0.113.9"), For("203.0.113.1"), Https)).ShouldBeFalse();
        (await IsHttps(client, For("203.0.113.1"), Https)).ShouldBeFalse();
    }

    [Fact]
    public async Task without_configuration_nobody_is_trusted_not_even_by_the_framework_s_switch()
    {
        await using var host = await TestHost.Start(
            new Dictionary<string, string> { ["ForwardedHeaders_Enabled"] = "true", ["Edge:AddressRateLimit"] = "10", ["Edge:RateWindowSeconds"] = "3600" }, Use);
        var client = host.CreateClient();
        foreach (var peer in new[] { "127.0.0.1", Proxy })
        {
            (await Remaining(client, From(peer), For("203.0.113.1"))).ShouldBe(9);
            (await Remaining(client, From(peer), For("203.0.113.2"))).ShouldBe(8);
            (await IsHttps(client, From(peer), For("203.0.113.1"), Https)).ShouldBeFalse();
        }
    }

    private static Task<TestHost> Start(string trusted) => TestHost.Start(
        new Dictionary<string, string>
        {
            ["Edge:TrustedProxies"] = trusted, ["Edge:AddressRateLimit"] = "10", ["Edge:RateWindowSeconds"] = "3600",
        },
        Use);

    private static (string Name, string Value) For(string addresses) => ("X-Forwarded-For", addresses);

    private static async Task<int> Remaining(HttpClient client, params (string, string)[] headers)
    {
        var answer = await client.Send(HttpMethod.Get, Keys, body: null, token: null, headers).ShouldBe(200);
        return int.Parse(answer.Headers.GetValues("RateLimit-Remaining").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<bool> IsHttps(HttpClient client, params (string, string)[] headers)
    {
        var answer = await client.Send(HttpMethod.Get, Keys, body: null, token: null, [.. headers, ("Host", "api.example")]).ShouldBe(200);
        return answer.Headers.Contains("Strict-Transport-Security");
    }
}
