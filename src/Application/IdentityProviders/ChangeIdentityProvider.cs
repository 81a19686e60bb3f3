using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.IdentityProviders;

/// <summary>An admin changes how an identity provider is trusted. What is null here stays as it is; the issuer always does.</summary>
public sealed record ChangeIdentityProvider(
    string? Name = null,
    string? ClientId = null,
    TextChoice? Audience = null,
    IReadOnlyList<string>? Scopes = null,
    TextChoice? RolesClaim = null,
    IReadOnlyList<RoleMapping>? RoleMap = null,
    IReadOnlyList<Role>? DefaultRoles = null,
    IReadOnlyList<string>? EmailDomains = null,
    bool? TakesPlainTokens = null,
    bool? IsEnabled = null)
{
    /// <summary>Whether there is to be another secret, or (false) none; null: the same as before.</summary>
    public bool? NewSecret { get; init; }
}

/// <summary>This text, or none.</summary>
public sealed record TextChoice(string? Text);

public static class ChangeIdentityProviderHandler
{
    public static Decision Handle(ChangeIdentityProvider command, IdentityProvider provider, DateTimeOffset now)
    {
        if (provider.IsRemoved)
            return ProviderRules.Gone;
        var settings = Changed(command, provider.Settings);
        if (ProviderRules.Refusal(settings) is { } refusal)
            return refusal;

        object?[] facts =
        [
            settings.IsAs(provider.Settings) ? null : new IdentityProviderChanged(settings, now),
            command.NewSecret is { } has && (has || provider.HasSecret) ? new IdentityProviderSecretChanged(has, now) : null,
        ];
        return [.. facts.OfType<object>()];
    }

    private static ProviderSettings Changed(ChangeIdentityProvider command, ProviderSettings before) => before with
    {
        Name = command.Name ?? before.Name,
        ClientId = command.ClientId ?? before.ClientId,
        Audience = command.Audience is { } audience ? audience.Text : before.Audience,
        Scopes = command.Scopes ?? before.Scopes,
        RolesClaim = command.RolesClaim is { } claim ? claim.Text : before.RolesClaim,
        RoleMap = command.RoleMap ?? before.RoleMap,
        DefaultRoles = command.DefaultRoles ?? before.DefaultRoles,
        EmailDomains = command.EmailDomains ?? before.EmailDomains,
        TakesPlainTokens = command.TakesPlainTokens ?? before.TakesPlainTokens,
        IsEnabled = command.IsEnabled ?? before.IsEnabled,
    };
}
