using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;

namespace SalesEngagement.Application.IdentityProviders;

/// <summary>An admin lets nobody in by an identity provider any more.</summary>
public sealed record RemoveIdentityProvider;

public static class RemoveIdentityProviderHandler
{
    public static Decision Handle(RemoveIdentityProvider _, IdentityProvider provider, DateTimeOffset now) =>
        provider.IsRemoved ? [] : [new IdentityProviderRemoved(now)];
}
