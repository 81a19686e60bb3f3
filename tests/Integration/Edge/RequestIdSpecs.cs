using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Edge;

/// <summary>Every request has a name, which its answer tells and its log lines carry.</summary>
public sealed class RequestIdSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "X-Request-Id";
    private const string Me = "/api/v1/auth/me";

    [Theory]
    [InlineData("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310")]
    [InlineData("abcDEF_1")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public async Task a_plain_token_is_taken(string id)
    {
        foreach (var (path, status) in new[] { ("/health/live", 200), (Me, 401), ("/nothing", 404), ("/a?%00", 400) })
        {
            var answer = await api.Client.Send(HttpMethod.Get, path, null, null, (Header, id)).ShouldBe(status);
            answer.Headers.GetValues(Header).ShouldBe([id]);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("with a blank")]
    [InlineData("ada@acme.example")]
    [InlineData("+14155550100")]
    [InlineData("{\"level\":\"error\"}")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task anything_else_is_replaced_by_the_trace_s_id(string? id)
    {
        var answer = await api.Client.Send(HttpMethod.Get, Me, null, null, id is null ? [] : [(Header, id)]).ShouldBe(401);
        var made = answer.Headers.GetValues(Header).Single();
        made.ShouldNotBe(id);
        made.ShouldBe((await answer.Json()).Text("traceId"));
    }

    [Fact]
    public async Task two_at_once_are_replaced_too()
    {
        var answer = await api.Client.Send(HttpMethod.Get, Me, null, null, (Header, "first-one-1"), (Header, "second-one-2"));
        answer.Headers.GetValues(Header).Single().ShouldNotContain("one");
    }

    [Fact]
    public async Task what_is_logged_carries_it_beside_the_trace_s_id()
    {
        using var log = new ScopeLog();
        await using var host = await TestHost.Start(services: services => services.AddSingleton<ILoggerProvider>(log));
        var refused = host.CreateClient().Send(HttpMethod.Post, "/webhooks/twilio/key/voice/inbound", null, null, (Header, "find-me-in-the-log"));
        var trace = (await refused.ShouldBeRefused(403, "invalid-signature")).Text("traceId");
        log.Scopes.ShouldContain(scope => scope["RequestId"].Equals("find-me-in-the-log") && scope["TraceId"].Equals(trace));
    }

    /// <summary>Keeps the scopes that log lines were written in.</summary>
    private sealed class ScopeLog : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider? _scopes;

        public ConcurrentQueue<Dictionary<string, object>> Scopes { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _scopes?.ForEachScope(
                (scope, kept) =>
                {
                    if (scope is Dictionary<string, object> named)
                        kept.Enqueue(named);
                },
                Scopes);

        public void Dispose()
        {
        }
    }
}
