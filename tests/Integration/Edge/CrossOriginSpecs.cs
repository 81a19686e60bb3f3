using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Edge;

/// <summary>Pages of other origins may call the API only where the configuration names them, and never with cookies.</summary>
public sealed class CrossOriginSpecs
{
    private const string Me = "/api/v1/auth/me";
    private const string Ours = "https://crm.example";
    private static readonly (string, string)[] Preflight =
    [
        ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,idempotency-key,content-type"),
    ];

    [Fact]
    public async Task unless_configured_no_origin_is_allowed_anything()
    {
        await using var host = await TestHost.Start();
        var client = host.CreateClient();
        foreach (var origin in new[] { Ours, "null", "http://localhost" })
        {
            (await client.Send(HttpMethod.Get, Me, null, null, ("Origin", origin))).ShouldAllowNothing();
            var preflight = client.Send(HttpMethod.Options, Me, null, null, [("Origin", origin), .. Preflight]);
            await preflight.ShouldBeRefused(405, "method-not-allowed");
            (await preflight).ShouldAllowNothing();
        }
    }

    [Fact]
    public async Task a_configured_origin_may_ask_with_a_token_and_read_what_we_tell()
    {
        await using var host = await Start();
        var (client, company) = (host.CreateClient(), await Company.Register(host.CreateClient()));
        var preflight = await client.Send(HttpMethod.Options, Me, null, null, [("Origin", Ours), .. Preflight]);
        ((int)preflight.StatusCode).ShouldBe(204);
        Of(preflight, "Allow-Origin").ShouldBe(Ours);
        Of(preflight, "Allow-Methods")!.ShouldContain("PATCH");
        Of(preflight, "Allow-Headers")!.ShouldContain("Idempotency-Key");

        var answer = await client.Send(HttpMethod.Get, Me, null, company.AccessToken, ("Origin", Ours)).ShouldBe(200);
        Of(answer, "Allow-Origin").ShouldBe(Ours);
        Of(answer, "Allow-Credentials").ShouldBeNull();
        foreach (var header in new[] { "ETag", "X-Position", "X-Request-Id", "RateLimit-Remaining", "Retry-After" })
            Of(answer, "Expose-Headers")!.ShouldContain(header);
        answer.Headers.Vary.ShouldContain("Origin");
    }

    [Fact]
    public async Task it_can_read_refusals_too()
    {
        await using var host = await Start();
        var client = host.CreateClient();
        foreach (var (path, status) in new[] { (Me, 401), ("/api/v1/nothing", 404), ("/api/v1/auth/login", 405) })
            Of(await client.Send(HttpMethod.Get, path, null, null, ("Origin", Ours)).ShouldBe(status), "Allow-Origin").ShouldBe(Ours);
    }

    [Fact]
    public async Task any_other_origin_is_allowed_nothing()
    {
        await using var host = await Start();
        var client = host.CreateClient();
        foreach (var origin in new[] { $"{Ours}.attacker.example", "http://crm.example", $"{Ours}:8443", "null" })
        {
            (await client.Send(HttpMethod.Get, Me, null, null, ("Origin", origin))).ShouldAllowNothing();
            (await client.Send(HttpMethod.Options, Me, null, null, [("Origin", origin), .. Preflight])).ShouldAllowNothing();
        }
    }

    private static Task<TestHost> Start() =>
        TestHost.Start(new Dictionary<string, string> { ["Edge:CorsOrigins"] = $"{Ours}, http://localhost:5173" });

    private static string? Of(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues($"Access-Control-{header}", out var values) ? string.Join(',', values) : null;
}

file static class Answers
{
    public static void ShouldAllowNothing(this HttpResponseMessage answer) =>
        answer.Headers.Where(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
}
