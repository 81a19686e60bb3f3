namespace SalesEngagement.Integration.Http;

/// <summary>Everybody is told their allowance, and nobody gets more.</summary>
public sealed class RateLimitSpecs
{
    [Fact]
    public async Task beyond_the_allowance_requests_are_refused_and_told_when_to_come_back()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string>
        {
            ["Edge:RateLimit"] = "3",
            ["Edge:RateWindowSeconds"] = "3600",
        });
        var client = host.CreateClient();
        for (var remaining = 2; remaining >= 0; remaining--)
        {
            var answer = await client.Get("/.well-known/jwks.json").ShouldBe(200);
            answer.Headers.GetValues("RateLimit-Limit").ShouldBe(["3"]);
            answer.Headers.GetValues("RateLimit-Remaining").ShouldBe([$"{remaining}"]);
        }

        var refused = client.Get("/.well-known/jwks.json");
        await refused.ShouldBeRefused(429, "rate-limited");
        (await refused).Headers.RetryAfter.ShouldNotBeNull();
        (await refused).Headers.GetValues("RateLimit-Reset").ShouldNotBeEmpty();
    }
}
