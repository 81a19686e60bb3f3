using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SalesEngagement.Host.Telephony;

/// <summary>When to ask Twilio again. Reading may be repeated; a create only when it surely made no call.</summary>
internal sealed class TwilioPipelines
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    public TwilioPipelines(IOptions<TelephonyOptions> options, TimeProvider clock)
    {
        Create = Build(
            clock,
            TimeSpan.FromSeconds(options.Value.CreateTimeoutSeconds),
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests,
            failure => failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError });
        Read = Build(
            clock,
            ReadTimeout,
            answer => answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
            failure => failure is HttpRequestException or TimeoutRejectedException);
    }

    /// <summary>Repeats after 429, and when there was no connection to send the request over.</summary>
    public ResiliencePipeline<HttpResponseMessage> Create { get; }

    /// <summary>Repeats after whatever may pass.</summary>
    public ResiliencePipeline<HttpResponseMessage> Read { get; }

    /// <summary>Whether a failure is the way's and not ours: no connection, no answer in time, an answer cut off or garbled.</summary>
    public static bool IsTransport(Exception failure, CancellationToken ct) =>
        !ct.IsCancellationRequested && failure is HttpRequestException or TimeoutRejectedException or IOException or JsonException;

    private static ResiliencePipeline<HttpResponseMessage> Build(
        TimeProvider clock, TimeSpan timeout, Func<HttpResponseMessage, bool> retryAnswer, Predicate<Exception> retryFailure) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome is { Result: { } answer } ? retryAnswer(answer) : outcome.Outcome.Exception is { } e && retryFailure(e)),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(timeout)
            .Build();
}
