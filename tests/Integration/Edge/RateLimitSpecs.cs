using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Http;
using static SalesEngagement.Integration.Edge.PretendedAddress;

namespace SalesEngagement.Integration.Edge;

/// <summary>Everybody is told their tightest allowance, nobody gets more, and nobody pays for somebody else.</summary>
public sealed class RateLimitSpecs
{
    private const string Keys = "/.well-known/jwks.json";
    private const string Me = "/api/v1/auth/me";
    private const string Users = "/api/v1/users";
    private const string Login = "/api/v1/auth/login";
    private const string Refresh = "/api/v1/auth/refresh";

    [Fact]
    public async Task beyond_the_allowance_requests_are_refused_and_told_when_to_come_back()
    {
        await using var host = await Start(("AddressRateLimit", 3));
        var client = host.CreateClient();
        for (var remaining = 2; remaining >= 0; remaining--)
            (await client.Get(Keys).ShouldBe(200)).Allowance().ShouldBe((3, remaining));

        var refused = client.Get(Keys);
        await refused.ShouldBeRefused(429, "rate-limited");
        (await refused).Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 1200);
        (await refused).Headers.GetValues("RateLimit-Reset").Single().ShouldBe("3600");
        (await refused).Allowance().ShouldBe((3, 0));
    }

    [Fact]
    public async Task a_network_has_one_allowance_whichever_of_its_addresses_sends()
    {
        await using var host = await Start(("AddressRateLimit", 2));
        var client = host.CreateClient();
        await client.GetFrom("2001:db8:1:2::1", Keys).ShouldBe(200);
        await client.GetFrom("2001:db8:1:2:ffff:ffff:ffff:ffff", Keys).ShouldBe(200);
        await client.GetFrom("2001:db8:1:2::3", Keys).ShouldBeRefused(429, "rate-limited");
        await client.GetFrom("2001:db8:1:3::1", Keys).ShouldBe(200);
        await client.GetFrom("203.0.113.7", Keys).ShouldBe(200);
        await client.GetFrom("::ffff:203.0.113.7", Keys).ShouldBe(200);
        await client.GetFrom("203.0.113.7", Keys).ShouldBeRefused(429, "rate-limited");
    }

    [Fact]
    public async Task whoever_is_signed_in_has_an_allowance_of_their_own()
    {
        await using var host = await Start(("UserRateLimit", 3));
        var (company, client) = (await Company.Register(host.CreateClient()), host.CreateClient());
        var rep = await company.SignedInAs("rep"); // one request of the admin
        (await client.Get(Me, company.AccessToken).ShouldBe(200)).Allowance().ShouldBe((3, 1));
        await client.Get(Me, company.AccessToken).ShouldBe(200);
        await client.Get(Me, company.AccessToken).ShouldBeRefused(429, "rate-limited");
        (await client.Get(Me, rep).ShouldBe(200)).Allowance().ShouldBe((3, 2));
        await client.Get(Keys).ShouldBe(200);
    }

    [Fact]
    public async Task an_api_key_has_one_of_its_own_beside_that_of_the_user_it_acts_for()
    {
        await using var host = await Start(("UserRateLimit", 3));
        var admin = await host.Register();
        var machine = await Machine.Of(host, admin, admin, ["people:read"]); // one of the admin's three
        for (var n = 0; n < 3; n++)
            await machine.Client.Get(Users).ShouldBe(200);
        await machine.Client.Get(Users).ShouldBeRefused(429, "rate-limited");
        for (var n = 0; n < 2; n++)
            await admin.Client.Get(Users).ShouldBe(200);
        await admin.Client.Get(Users).ShouldBeRefused(429, "rate-limited");
    }

    [Fact]
    public async Task a_tenant_at_its_limit_takes_nothing_from_another()
    {
        await using var host = await Start(("TenantRateLimit", 4));
        var (ours, theirs) = (await Company.Register(host.CreateClient()), await Company.Register(host.CreateClient()));
        var rep = await ours.SignedInAs("rep"); // one of the four
        foreach (var token in new[] { rep, ours.AccessToken, rep })
            await ours.Client.Get(Me, token).ShouldBe(200);
        await ours.Client.Get(Me, ours.AccessToken).ShouldBeRefused(429, "rate-limited");
        await ours.Client.Get(Me, rep).ShouldBeRefused(429, "rate-limited");
        (await theirs.Client.Get(Me, theirs.AccessToken).ShouldBe(200)).Allowance().ShouldBe((4, 3));
    }

    [Fact]
    public async Task what_a_user_is_refused_is_not_taken_from_colleagues()
    {
        await using var host = await Start(("TenantRateLimit", 6), ("UserRateLimit", 3));
        var company = await Company.Register(host.CreateClient());
        var rep = await company.SignedInAs("rep");
        for (var i = 0; i < 20; i++)
            await company.Client.Get(Me, company.AccessToken);
        for (var i = 0; i < 3; i++)
            await company.Client.Get(Me, rep).ShouldBe(200);
    }

    [Fact]
    public async Task signing_in_has_a_narrower_allowance_for_each_network_and_a_token_does_not_widen_it()
    {
        await using var host = await Start(("SignInRateLimit", 5));
        var client = host.CreateClient();
        var company = await Company.Register(client); // register and login
        await client.Post(Refresh, new { refreshToken = "nonsense" }).ShouldBeRefused(401, "invalid-refresh-token");
        (await client.Post(Login, new { }, company.AccessToken).ShouldBe(422)).Allowance().ShouldBe((5, 1));
        await client.Post("/api/v1/auth/register", new { }).ShouldBe(422);
        foreach (var path in new[] { Login, Refresh, "/api/v1/auth/register" })
        {
            await client.Post(path, new { }).ShouldBeRefused(429, "rate-limited");
            await client.Post(path, new { }, company.AccessToken).ShouldBeRefused(429, "rate-limited");
        }

        await client.Get(Me, company.AccessToken).ShouldBe(200);
        await client.Get(Keys).ShouldBe(200);
        await client.Post(Login, new { }, token: null, From("203.0.113.7")).ShouldBe(422);
    }

    [Fact]
    public async Task webhooks_are_not_counted()
    {
        await using var host = await Start(("AddressRateLimit", 1));
        var client = host.CreateClient();
        for (var i = 0; i < 3; i++)
            (await client.Post("/webhooks/twilio/key/voice/inbound", body: null).ShouldBe(403)).Headers.Contains("RateLimit-Limit").ShouldBeFalse();
    }

    private static Task<TestHost> Start(params (string Name, int Limit)[] limits)
    {
        var settings = limits.ToDictionary(limit => $"Edge:{limit.Name}", limit => $"{limit.Limit}");
        settings["Edge:RateWindowSeconds"] = "3600"; // nothing comes back while the test runs
        return TestHost.Start(settings, Use);
    }
}

file static class Answers
{
    public static (int Limit, int Remaining) Allowance(this HttpResponseMessage answer) => (
        int.Parse(answer.Headers.GetValues("RateLimit-Limit").Single(), System.Globalization.CultureInfo.InvariantCulture),
        int.Parse(answer.Headers.GetValues("RateLimit-Remaining").Single(), System.Globalization.CultureInfo.InvariantCulture));

    public static Task<HttpResponseMessage> GetFrom(this HttpClient client, string address, string path) =>
        client.Send(HttpMethod.Get, path, body: null, token: null, From(address));
}
