namespace SalesEngagement.Integration.Edge;

/// <summary>What a real server does with bytes that no proper client sends. In the form of refusals as far as it can be.</summary>
public sealed class ServerLimitSpecs(ServerLimitSpecs.Hurried host) : IClassFixture<ServerLimitSpecs.Hurried>
{
    private const string Closing = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    private readonly Uri _server = host.Address;

    [Fact]
    public async Task an_ordinary_request_is_answered_without_the_server_s_name()
    {
        var answer = await Ask($"GET /health/live{Closing}\r\n");
        answer.Status.ShouldBe(200, answer.Text);
        answer.HasHeader("X-Request-Id").ShouldBeTrue();
        answer.HasHeader("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData(9_000, true)]
    [InlineData(17_000, false)]
    public async Task an_address_that_is_too_long_answers_414_in_form_up_to_twice_the_limit(int length, bool inForm)
    {
        var answer = await Ask($"GET /{new string('a', length)}{Closing}\r\n");
        answer.Status.ShouldBe(414, answer.Text);
        answer.IsProblem("address-too-long").ShouldBe(inForm);
    }

    [Theory]
    [InlineData(150, 10, true)]
    [InlineData(250, 10, false)]
    [InlineData(1, 40_000, true)]
    [InlineData(1, 70_000, false)]
    public async Task headers_that_are_too_many_or_too_large_answer_431_in_form_up_to_twice_the_limit(int count, int length, bool inForm)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-Filler-{i}: {new string('a', length)}\r\n"));
        var answer = await Ask($"GET /health/live{Closing}{headers}\r\n");
        answer.Status.ShouldBe(431, answer.Text);
        answer.IsProblem("headers-too-large").ShouldBe(inForm);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("GET /%zz\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task what_is_no_request_answers_400_and_tells_nothing(string bytes)
    {
        var answer = await Ask(bytes);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldEndWith("\r\n\r\n", Case.Sensitive, "no body, and nothing about us");
        answer.HasHeader("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task a_request_with_two_lengths_is_never_understood_in_two_ways()
    {
        var answer = await Ask(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answer.Text.Split("HTTP/1.1 ").Length.ShouldBe(2, answer.Text);
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("ffffffff")]
    public async Task a_body_that_breaks_the_protocol_is_refused_in_form(string chunk)
    {
        var answer = await Ask(
            $"POST /api/v1/auth/login{Closing}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}\r\n{{}}\r\n");
        answer.Status.ShouldBe(400, answer.Text);
        answer.IsProblem("malformed-request").ShouldBeTrue(answer.Text);
    }

    [Theory]
    [InlineData("Content-Length: 2097153\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n100001\r\n")]
    public async Task a_body_that_is_too_large_is_refused_before_it_is_received(string begin)
    {
        var filler = begin.StartsWith("Transfer", StringComparison.Ordinal) ? new string(' ', 0x100001) + "\r\n0\r\n\r\n" : "";
        var answer = await Ask($"POST /api/v1/auth/login{Closing}Content-Type: application/json\r\n{begin}", filler);
        answer.Status.ShouldBe(413, answer.Text);
        answer.IsProblem("body-too-large").ShouldBeTrue(answer.Text);
    }

    [Fact]
    public async Task a_body_above_the_limit_is_received_to_its_end_up_to_twice_the_limit_so_that_its_sender_reads_why_not()
    {
        var answer = await Ask(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n",
            new string(' ', 1_048_577),
            $"GET /health/live{Closing}\r\n");
        answer.Status.ShouldBe(413, answer.Text);
        answer.IsProblem("body-too-large").ShouldBeTrue(answer.Text);
        answer.Text.ShouldContain("HTTP/1.1 200 OK", Case.Sensitive, "the connection goes on");
    }

    [Fact]
    public async Task headers_that_do_not_come_to_an_end_are_not_waited_for() =>
        (await Ask("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).Status.ShouldBe(408);

    [Fact]
    public async Task a_body_that_trickles_is_not_waited_for()
    {
        var answer = await Ask($"POST /api/v1/auth/login{Closing}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");
        answer.Status.ShouldBe(408, answer.Text);
        answer.IsProblem("request-timeout").ShouldBeTrue(answer.Text);
    }

    [Fact]
    public async Task a_connection_that_is_silent_is_closed()
    {
        using var client = await RawClient.Connect(_server);
        await client.Send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        (await client.ReadToEnd()).Status.ShouldBe(200);
    }

    private Task<RawAnswer> Ask(params string[] parts) => RawClient.Ask(_server, parts);

    /// <summary>A Host that waits for nobody longer than a second.</summary>
    public sealed class Hurried : IAsyncLifetime
    {
        private TestHost? _host;

        /// <summary>Where it listens.</summary>
        public Uri Address { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _host = await TestHost.Start(new Dictionary<string, string> { ["Edge:HeaderSeconds"] = "1", ["Edge:KeepAliveSeconds"] = "1" });
            Address = _host.Listen()[0];
        }

        public async ValueTask DisposeAsync()
        {
            if (_host is not null)
                await _host.DisposeAsync();
        }
    }
}
