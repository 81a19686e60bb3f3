using SalesEngagement.Domain;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>Why somebody does not get in by an identity provider, as far as they are told.</summary>
internal static class OidcProblems
{
    /// <summary>Seconds after which an issuer that was away is worth another try.</summary>
    private const int AwaySeconds = 30;

    /// <summary>Seconds in which an operator may have helped.</summary>
    private const int OperatorSeconds = 3600;

    /// <summary>Nothing is wrong with who asks.</summary>
    public static Problem Away { get; } = new(
        503, "identity-provider-unavailable",
        "The identity provider does not answer, so nobody can be let in by it now. Try again, or sign in with a password.")
    {
        RetryAfter = AwaySeconds,
    };

    /// <summary>The state is none of ours for this browser, was used, or is too old.</summary>
    public static Problem NotBegun { get; } = new(
        401, "sign-in-not-begun", "This sign-in was not begun in this browser, took too long, or is over. Begin again.");

    /// <summary>What the provider sent back does not prove who somebody is.</summary>
    public static Problem NotProved { get; } = new(
        401, "identity-not-proved", "The identity provider's answer does not prove who you are. Begin again.");

    /// <summary>They are who they say, and the company does not let them in. Which rule it was is in the audit trail.</summary>
    public static Problem NotAdmitted { get; } = new(
        403, "not-admitted", "Your company does not let you in by this identity provider. Ask your admin.");

    /// <summary>The installation does not know its own address.</summary>
    public static Problem NoAddress { get; } = new(
        503, "oidc-not-set-up", "The operator has to set Oidc:PublicUrl before people can sign in by an identity provider.")
    {
        RetryAfter = OperatorSeconds,
    };

    /// <summary>In the audit trail.</summary>
    public static Rejection Disabled { get; } = Rejection.Because("provider-disabled", "The identity provider is disabled.");
}
