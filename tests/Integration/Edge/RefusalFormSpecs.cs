using Npgsql;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Edge;

/// <summary>Whatever is refused, and by whichever layer, the answer has the one form of refusals.</summary>
public sealed class RefusalFormSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Login = "/api/v1/auth/login";

    [Theory]
    [InlineData("GET", "/", 404, "not-found")]
    [InlineData("GET", "/api/v1/auth/login/deeper", 404, "not-found")]
    [InlineData("GET", Login, 405, "method-not-allowed")]
    [InlineData("TRACE", Login, 405, "method-not-allowed")]
    [InlineData("OPTIONS", Login, 405, "method-not-allowed")]
    [InlineData("HEAD", Login, 405, null)]
    [InlineData("GET", "/api/v1/contacts", 401, "unauthenticated")]
    public async Task unmatched_requests_are_refused_in_form(string method, string path, int status, string? code)
    {
        var sending = api.Client.Send(new(method), path);
        if (code is null)
            (await sending.ShouldBe(status)).Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        else
            await sending.ShouldBeRefused(status, code);
    }

    [Fact]
    public async Task a_wrong_method_is_told_the_right_ones()
    {
        var answer = await api.Client.Get(Login).ShouldBe(405);
        answer.Content.Headers.Allow.ShouldBe(["POST"]);
        var several = await api.Client.Send(HttpMethod.Put, $"/api/v1/contacts/{Guid.CreateVersion7()}").ShouldBe(405);
        several.Content.Headers.Allow.ShouldBe(["DELETE", "GET", "PATCH"], ignoreOrder: true);
    }

    [Fact]
    public async Task an_address_at_the_limit_is_read_and_a_longer_one_is_refused()
    {
        const int limit = 8 * 1024;
        const string path = "/api/v1/auth/login?q=";
        await api.Client.Get(path + new string('a', limit - path.Length)).ShouldBeRefused(405, "method-not-allowed");
        await api.Client.Get(path + new string('a', limit - path.Length + 1)).ShouldBeRefused(414, "address-too-long");
    }

    [Fact]
    public async Task headers_within_the_limits_are_read_and_more_or_larger_ones_are_refused()
    {
        await api.Client.Send(HttpMethod.Get, "/health/live", null, null, Headers(90, 1)).ShouldBe(200);
        await api.Client.Send(HttpMethod.Get, "/health/live", null, null, Headers(101, 1)).ShouldBeRefused(431, "headers-too-large");
        await api.Client.Send(HttpMethod.Get, "/health/live", null, null, Headers(1, 32_000)).ShouldBe(200);
        await api.Client.Send(HttpMethod.Get, "/health/live", null, null, Headers(1, 33_000)).ShouldBeRefused(431, "headers-too-large");
    }

    [Fact]
    public async Task a_body_that_nobody_takes_is_refused_by_its_kind_and_size()
    {
        await api.Client.PostBytes(Login, "<a/>"u8.ToArray(), "application/xml").ShouldBeRefused(415, "unsupported-media-type");
        await api.Client.PostBytes(Login, new byte[(1024 * 1024) + 1]).ShouldBeRefused(413, "body-too-large");
    }

    [Fact]
    public async Task no_answer_depends_on_a_form_that_the_client_accepts()
    {
        await api.Client.Send(HttpMethod.Get, "/.well-known/jwks.json", null, null, ("Accept", "image/png")).ShouldBe(200);
        await api.Client.Send(HttpMethod.Get, "/api/v1/auth/me", null, null, ("Accept", "image/png")).ShouldBeRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task a_host_name_that_is_not_ours_is_refused_in_form()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string> { ["AllowedHosts"] = "api.example;localhost" });
        await host.CreateClient().Get("http://attacker.example/health/live").ShouldBeRefused(400, "malformed-request");
        await host.CreateClient().Get("http://api.example/health/live").ShouldBe(200);
    }

    [Fact]
    public async Task what_breaks_inside_is_told_without_any_detail()
    {
        await using var host = await TestHost.Start();
        await using var source = NpgsqlDataSource.Create(host.Database.Superuser);
        await using var breaking = source.CreateCommand("alter function engagement.account_of rename to gone");
        await breaking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var sending = host.CreateClient().Post(Login, new { email = "ada@acme.example", password = "x" });
        var problem = await sending.ShouldBeRefused(500, "internal-error");
        problem.EnumerateObject().Select(member => member.Name).ShouldBe(["type", "title", "status", "detail", "code", "traceId"]);
        foreach (var detail in new[] { "account_of", "postgres", "npgsql", "exception", "   at ", "acme" })
            problem.GetRawText().ShouldNotContain(detail, Case.Insensitive);
    }

    private static (string, string)[] Headers(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => ($"X-Filler-{i}", new string('a', length)))];
}
