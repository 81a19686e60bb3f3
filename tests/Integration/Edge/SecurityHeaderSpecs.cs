using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Edge;

/// <summary>Every answer, whatever it is, tells browsers to do nothing with it.</summary>
public sealed class SecurityHeaderSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Dictionary<string, string> OnAll = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Embedder-Policy"] = "require-corp",
        ["X-Permitted-Cross-Domain-Policies"] = "none",
    };

    [Theory]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/docs/index.html", 200)]
    [InlineData("GET", "/.well-known/jwks.json", 200)]
    [InlineData("GET", "/api/v1/auth/me", 401)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("DELETE", "/api/v1/auth/login", 405)]
    [InlineData("POST", "/api/v1/auth/login", 422)]
    [InlineData("GET", "/api/v1/users?q=%00", 400)]
    [InlineData("POST", "/webhooks/twilio/key/voice/inbound", 403)]
    public async Task every_answer_has_them(string method, string path, int status)
    {
        var answer = await Send(method, path).ShouldBe(status);
        foreach (var (header, value) in OnAll)
            answer.Headers.GetValues(header).ShouldBe([value], header);
        answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("microphone=()");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'" })
            policy.ShouldContain(part);
        (answer.Headers.CacheControl?.NoStore == true).ShouldBe(path != "/.well-known/jwks.json" && !path.StartsWith("/docs", StringComparison.Ordinal));
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task the_documentation_s_page_runs_scripts_from_here_only_and_has_no_other()
    {
        var answer = await Send("GET", "/docs/index.html").ShouldBe(200);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var scripts = page.Split("<script")[1..];
        scripts.ShouldNotBeEmpty();
        scripts.ShouldAllBe(script => script.TrimStart().StartsWith("src=\"", StringComparison.Ordinal) && !script.StartsWith(" src=\"http", StringComparison.Ordinal));
        page.ShouldNotContain(" onload=", Case.Insensitive);
    }

    [Theory]
    [InlineData("https://api.example/health/live", true)]
    [InlineData("https://localhost/health/live", false)]
    [InlineData("https://127.0.0.1/health/live", false)]
    [InlineData("http://api.example/health/live", false)]
    public async Task who_came_by_https_is_told_to_stay_there(string url, bool isTold)
    {
        var answer = await Send("GET", url).ShouldBe(200);
        answer.Headers.TryGetValues("Strict-Transport-Security", out var told);
        told.ShouldBe(isTold ? ["max-age=31536000; includeSubDomains"] : null);
    }

    private Task<HttpResponseMessage> Send(string method, string path) =>
        api.Client.Send(new(method), path, method == "POST" && path.StartsWith("/api", StringComparison.Ordinal) ? new { } : null);
}
