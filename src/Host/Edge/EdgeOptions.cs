using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Edge;

/// <summary>Section <c>Edge</c>: what is refused before any route sees it.</summary>
internal sealed class EdgeOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Edge";

    /// <summary>Larger bodies answer 413 (bytes).</summary>
    [Range(1024, 1024 * 1024 * 64)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

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
}
