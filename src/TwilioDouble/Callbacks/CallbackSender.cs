using SalesEngagement.TwilioDouble.Calls;

namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>Sends signed requests to the account's URLs, with Twilio's retries.</summary>
internal sealed class CallbackSender(
    IHttpClientFactory clients, TwilioDoubleOptions options, RequestLog log, TimeProvider clock)
{
    public const string ClientName = "callbacks";

    /// <summary>Fetches the TwiML of an answered call; null when there is none to be had.</summary>
    public async Task<string?> FetchTwiml(CarrierCall call, CancellationToken ct)
    {
        if (call.Order.Url is not { } url)
            return null;

        var request = new Callback(Guid.CreateVersion7().ToString("N"), call.AccountSid, call.Sid, "twiml", url, Announcer.Basics(call));
        var (_, text) = await Send(request, ct);
        return text;
    }

    /// <summary>Sends one callback until it is answered or its retries are used up; returns how it went.</summary>
    public async Task<(Callback Sent, string? Body)> Send(Callback callback, CancellationToken ct)
    {
        var url = new Uri(callback.Url);
        var policy = RetryPolicy.Of(url);
        for (var attempt = 1; ; attempt++)
        {
            var sentAt = clock.GetUtcNow();
            var (answered, body, connected) = await Post(url, callback, policy.ReadTimeout, ct);
            var sent = callback with { Attempts = attempt, Answered = answered, SentAt = sentAt };
            log.Add(sent);
            if (attempt > policy.Retries || !policy.Covers(answered, connected))
                return (sent, answered is >= 200 and < 300 ? body : null);
            await Task.Delay(options.RetryDelay * Math.Pow(2, attempt - 1), clock, ct);
        }
    }

    private async Task<(int? Answered, string? Body, bool Connected)> Post(
        Uri url, Callback callback, TimeSpan timeout, CancellationToken ct)
    {
        var signedUrl = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        using var request = new HttpRequestMessage(HttpMethod.Post, signedUrl)
        {
            Content = new FormUrlEncodedContent(callback.Parameters),
        };
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        request.Headers.Add("I-Twilio-Idempotency-Token", callback.Id);
        request.Headers.Add(
            "X-Twilio-Signature", TwilioSignature.Of(signedUrl, callback.Parameters, options.TokenOf(callback.AccountSid)!));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, limit.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, null, true);
        }
        catch (HttpRequestException e)
        {
            return (null, null, e.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError));
        }
    }
}
