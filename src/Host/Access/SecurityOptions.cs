using System.ComponentModel.DataAnnotations;
using SalesEngagement.Domain.Access;

namespace SalesEngagement.Host.Access;

/// <summary>Section <c>Security</c>: when violations are an alert, and who outside is told.</summary>
internal sealed class SecurityOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Security";

    /// <summary>For each kind of violation (<c>Security:Alerts:ForgedWebhook:Count</c>) when it is an alert.</summary>
    public Dictionary<ViolationKind, AlertRule> Alerts { get; set; } = new()
    {
        [ViolationKind.RefreshTokenReused] = new() { Count = 1 },
        [ViolationKind.CrossTenantAccess] = new() { Count = 1 },
        [ViolationKind.ForgedWebhook] = new() { Count = 10 },
        [ViolationKind.GuessedCredentials] = new() { Count = 3 },
        [ViolationKind.KeyOutOfRange] = new() { Count = 3 },
    };

    /// <summary>Where alerts are posted to as JSON; empty: nowhere.</summary>
    [Url]
    public string? AlertWebhookUrl { get; set; }

    /// <summary>Key of the HMAC-SHA256 in <c>X-Signature</c> of what is posted.</summary>
    [MinLength(24)]
    public string? AlertWebhookSecret { get; set; }
}

/// <summary>When violations of a kind are an alert.</summary>
internal sealed class AlertRule
{
    /// <summary>From so many on.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Within so many minutes. As long there is no other alert about the kind.</summary>
    public int Minutes { get; set; } = 10;

    /// <summary>Whether both are numbers to work with; a week at most.</summary>
    public bool IsSound => Count >= 1 && Minutes is >= 1 and <= 10_080;
}
