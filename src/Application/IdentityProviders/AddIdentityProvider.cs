using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;

namespace SalesEngagement.Application.IdentityProviders;

/// <summary>An admin lets people in by an identity provider.</summary>
/// <param name="Settings">How.</param>
/// <param name="HasSecret">Whether we prove with a secret there who we are.</param>
public sealed record AddIdentityProvider(ProviderSettings Settings, bool HasSecret);

public static class AddIdentityProviderHandler
{
    public static Decision Handle(AddIdentityProvider command, DateTimeOffset now)
    {
        if (ProviderRules.Refusal(command.Settings) is { } refusal)
            return refusal;
        var added = new IdentityProviderAdded(command.Settings, now);
        return command.HasSecret ? [added, new IdentityProviderSecretChanged(HasSecret: true, now)] : [added];
    }
}
