namespace SalesEngagement.Domain.IdentityProviders;

/// <summary>An identity provider as a company trusts it.</summary>
/// <param name="Settings">How.</param>
public sealed record IdentityProvider(ProviderSettings Settings)
{
    /// <summary>Whether we have a secret there.</summary>
    public bool HasSecret { get; private init; }

    /// <summary>Whether it is trusted no more.</summary>
    public bool IsRemoved { get; private init; }

    public static IdentityProvider Create(IdentityProviderAdded e) => new(e.Settings);

    public IdentityProvider Apply(IdentityProviderChanged e) => this with { Settings = e.Settings };

    public IdentityProvider Apply(IdentityProviderSecretChanged e) => this with { HasSecret = e.HasSecret };

    public IdentityProvider Apply(IdentityProviderRemoved _) => this with { IsRemoved = true, HasSecret = false };
}
