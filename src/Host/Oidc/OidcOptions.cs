using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Oidc;

/// <summary>Section <c>Oidc</c>: how identity providers of companies are asked.</summary>
internal sealed class OidcOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Oidc";

    /// <summary>What the addresses begin with that providers send people back to; unset: what links in mails begin with.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Path of a page of ours that browsers are sent on to with what a provider said, and which asks for the tokens; unset: the
    /// tokens are answered to the browser itself.
    /// </summary>
    [RegularExpression("/([^/\\\\?#][^\\\\?#]*)?")]
    public string? ReturnPath { get; set; }

    /// <summary>Whether providers may be on this machine (there also in clear) and in private networks.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long a provider may take for an answer.</summary>
    [Range(1, 25)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>After which a provider's document and keys are read anew.</summary>
    [Range(1, 1440)]
    public int CacheMinutes { get; set; } = 60;

    /// <summary>They are not read more often than this, whatever keys tokens name.</summary>
    [Range(1, 3600)]
    public int RefreshSeconds { get; set; } = 30;

    /// <summary>How long somebody may take at their provider.</summary>
    [Range(1, 60)]
    public int SignInMinutes { get; set; } = 10;
}
