using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;

namespace SalesEngagement.Application.IdentityProviders;

/// <summary>What the settings of a provider must be.</summary>
internal static class ProviderRules
{
    /// <summary>Answer to a change of what is removed.</summary>
    public static Rejection Gone { get; } = Rejection.NotFound("The identity provider was removed.");

    /// <summary>Why a company cannot trust a provider like this; null when it can.</summary>
    public static Rejection? Refusal(ProviderSettings settings)
    {
        // ID tokens are for our client: with an audience of its own no ID token can pass for an access token.
        if (settings.Audience == settings.ClientId)
            return Rejection.Because("audience-is-client", "The audience of access tokens must not be the client's id: ID tokens have that.");
        if (settings.RolesClaim is null && settings.RoleMap.Count > 0)
            return Rejection.Because("roles-claim-required", "roleMap maps nothing without a rolesClaim.");
        if (settings is { RoleMap: [], DefaultRoles: [] })
            return Rejection.Because("role-required", "Nobody could get in: map a role, or give default roles.");
        return null;
    }
}
