using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Telephony;

/// <summary>Section <c>Telephony</c>: the carrier and the installation's account there. Tenants may bring their own.</summary>
internal sealed class TelephonyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Telephony";

    /// <summary>Where the carrier's API is: Twilio, or something that behaves like it.</summary>
    [Required, Url]
    public string ApiBaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>How the carrier reaches this Host, without trailing slash. Unset: the address the Host listens on (Development only).</summary>
    [Url]
    public string? PublicBaseUrl { get; set; }

    /// <summary>The installation's account.</summary>
    public string? AccountSid { get; set; }

    /// <summary>Its token: password of the API and key of the webhooks' signatures.</summary>
    public string? AuthToken { get; set; }

    /// <summary>The token before, good for signatures while it is being changed.</summary>
    public string? PreviousAuthToken { get; set; }

    /// <summary>The number that callees see unless the tenant has its own (E.164).</summary>
    public string? CallerId { get; set; }

    /// <summary>Whether calls are recorded. On by default in Development only: recording needs a consent policy.</summary>
    public bool RecordCalls { get; set; }

    /// <summary>How long a callee's phone rings (seconds).</summary>
    [Range(5, 600)]
    public int RingSeconds { get; set; } = 30;

    /// <summary>How long the carrier may take to answer a create (seconds).</summary>
    [Range(0.1, 60)]
    public double CreateTimeoutSeconds { get; set; } = 10;

    /// <summary>After a create without a clear answer: how long until the carrier's list of calls can be trusted (seconds).</summary>
    [Range(0.1, 60)]
    public double SettleSeconds { get; set; } = 5;

    /// <summary>How often a create that left no call is tried before the call fails.</summary>
    [Range(1, 10)]
    public int DialAttempts { get; set; } = 3;

    /// <summary>Calls still open after this are asked for at the carrier (seconds).</summary>
    [Range(0.1, 3600)]
    public double ReconcileAfterSeconds { get; set; } = 30;

    /// <summary>How often open calls are looked through (seconds).</summary>
    [Range(0.1, 3600)]
    public double ReconcileEverySeconds { get; set; } = 15;
}
