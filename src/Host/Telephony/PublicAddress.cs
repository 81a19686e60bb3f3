using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Webhooks;

namespace SalesEngagement.Host.Telephony;

/// <summary>How the carrier reaches us: what we tell it to call, and what it then signs.</summary>
internal sealed class PublicAddress(IOptions<TelephonyOptions> options, IServer server)
{
    /// <summary>Five retries, whatever went wrong; by default the carrier would try once more, and never after a 5xx.</summary>
    private const string RetryPolicy = "#rc=5&rp=all";

    /// <summary>Scheme, host and port, without trailing slash.</summary>
    /// <exception cref="InvalidOperationException">Not configured, and the Host does not listen yet.</exception>
    public string BaseUrl => options.Value.PublicBaseUrl?.TrimEnd('/') ?? ListeningAddress.Of(server)
        ?? throw new InvalidOperationException("Set Telephony:PublicBaseUrl: the carrier needs an address to report to.");

    /// <summary>Where the carrier reports on a call: <c>voice/answer</c>, <c>voice/status</c> or <c>recordings</c>.</summary>
    public string WebhookOf(string tenantKey, string what, Guid callId) =>
        $"{BaseUrl}{TwilioWebhooks.Prefix}/{tenantKey}/{what}/{callId}{RetryPolicy}";
}
