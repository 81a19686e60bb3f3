using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Edge;

/// <summary>Section <c>Edge</c>: what is refused before any route sees it.</summary>
internal sealed class EdgeOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Edge";

    /// <summary>Larger bodies answer 413 (bytes).</summary>
    [Range(1024, 1024 * 1024 * 64)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Longer addresses, path and query together, answer 414 (bytes).</summary>
    [Range(256, 64 * 1024)]
    public int MaxTargetBytes { get; set; } = 8 * 1024;

    /// <summary>More header lines answer 431.</summary>
    [Range(20, 1000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>Larger headers, all together, answer 431 (bytes).</summary>
    [Range(1024, 256 * 1024)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Seconds a client may take to send a request's headers.</summary>
    [Range(1, 300)]
    public int HeaderSeconds { get; set; } = 15;

    /// <summary>Seconds a connection may be silent between requests.</summary>
    [Range(1, 3600)]
    public int KeepAliveSeconds { get; set; } = 130;

    /// <summary>Slower bodies and slower readers are cut off after five seconds (bytes per second).</summary>
    [Range(1, 1024 * 1024)]
    public int MinBytesPerSecond { get; set; } = 240;

    /// <summary>Requests that take longer answer 503, except the hub and routes that say so (seconds).</summary>
    [Range(1, 600)]
    public int RequestSeconds { get; set; } = 30;

    /// <summary>Requests all of a tenant's users may send together in a burst; more answer 429.</summary>
    [Range(1, 1_000_000)]
    public int TenantRateLimit { get; set; } = 3000;

    /// <summary>Requests a user, or an API key, may send in a burst.</summary>
    [Range(1, 1_000_000)]
    public int UserRateLimit { get; set; } = 600;

    /// <summary>Requests a network may send in a burst where nobody is signed in.</summary>
    [Range(1, 1_000_000)]
    public int AddressRateLimit { get; set; } = 300;

    /// <summary>Seconds in which a used-up allowance is full again.</summary>
    [Range(1, 3600)]
    public int RateWindowSeconds { get; set; } = 10;

    /// <summary>Sign-ups, sign-ins, refreshes and the like that a network may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int SignInRateLimit { get; set; } = 60;

    /// <summary>Other origins whose pages may call the API, with commas between; empty: none.</summary>
    public string? CorsOrigins { get; set; }

    /// <summary>Proxies whose word on the client's address and scheme is taken: addresses and networks, with commas between.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Whether requests in clear are refused or, for pages, sent on to https; unset: when this Host listens on https.</summary>
    public bool? RequireHttps { get; set; }

    /// <summary>The port pages are sent on to; unset: the one this Host listens on, else 443.</summary>
    [Range(1, 65535)]
    public int? HttpsPort { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in ListOf(CorsOrigins).Where(origin => !CrossOrigin.IsOrigin(origin)))
            yield return new($"'{origin}' is no origin such as https://crm.example.", [nameof(CorsOrigins)]);
        foreach (var proxy in ListOf(TrustedProxies).Where(proxy => Edge.TrustedProxies.NetworkOf(proxy) is null))
            yield return new($"'{proxy}' is no address and no network such as 10.0.0.0/8.", [nameof(TrustedProxies)]);
    }

    /// <summary>The parts of a setting that is a list.</summary>
    public static string[] ListOf(string? setting) =>
        setting?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
