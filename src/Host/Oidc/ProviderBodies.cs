using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>An identity provider to trust. Without <c>audience</c> it lets people sign in, and no access tokens of it are taken.</summary>
internal sealed record NewProvider(
    string? Name, string? Issuer, string? ClientId, string? ClientSecret = null, string? Audience = null,
    IReadOnlyList<string?>? Scopes = null, string? RolesClaim = null, IReadOnlyList<RoleMapping?>? RoleMap = null,
    IReadOnlyList<Role>? DefaultRoles = null, IReadOnlyList<string?>? EmailDomains = null, bool PlainTokens = false, bool Enabled = true)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(NewProvider);
}

/// <summary>What is to change of a provider. Lists are all of them; null removes audience, roles' claim and secret.</summary>
internal sealed class ProviderPatch : MergePatch
{
    public string? Name { get; set => field = Sent(value, "name"); }

    public string? ClientId { get; set => field = Sent(value, "clientId"); }

    public string? ClientSecret { get; set => field = Sent(value, "clientSecret"); }

    public string? Audience { get; set => field = Sent(value, "audience"); }

    public IReadOnlyList<string?>? Scopes { get; set => field = Sent(value, "scopes"); }

    public string? RolesClaim { get; set => field = Sent(value, "rolesClaim"); }

    public IReadOnlyList<RoleMapping?>? RoleMap { get; set => field = Sent(value, "roleMap"); }

    public IReadOnlyList<Role>? DefaultRoles { get; set => field = Sent(value, "defaultRoles"); }

    public IReadOnlyList<string?>? EmailDomains { get; set => field = Sent(value, "emailDomains"); }

    public bool? PlainTokens { get; set => field = Sent(value, "plainTokens"); }

    public bool? Enabled { get; set => field = Sent(value, "enabled"); }
}

/// <summary>An identity provider as the API shows it: <c>redirectUri</c> is what has to be allowed there.</summary>
internal sealed record ProviderView(
    Guid Id, string Name, string Issuer, string ClientId, bool HasSecret, string? Audience, IReadOnlyList<string> Scopes,
    string? RolesClaim, IReadOnlyList<RoleMapping> RoleMap, IReadOnlyList<Role> DefaultRoles, IReadOnlyList<string> EmailDomains,
    bool PlainTokens, bool Enabled, string? RedirectUri, long Version)
{
    public static ProviderView Of(Guid id, IdentityProvider provider, Uri? redirectUri, long version)
    {
        var settings = provider.Settings;
        return new(
            id, settings.Name, settings.Issuer, settings.ClientId, provider.HasSecret, settings.Audience, settings.Scopes,
            settings.RolesClaim, settings.RoleMap, settings.DefaultRoles, settings.EmailDomains, settings.TakesPlainTokens,
            settings.IsEnabled, redirectUri?.AbsoluteUri, version);
    }
}

/// <summary>Identity providers.</summary>
internal sealed record ProviderList(IReadOnlyList<ProviderView> Items);

/// <summary>What the documentation shows for these routes.</summary>
internal static class ProviderExamples
{
    private static readonly Guid Id = Guid.Parse("0199a1d0-f3a2-7d18-b5c9-1e2f3a4b5c6d");
    private static readonly RoleMapping[] Map = [new("sales-leads", Role.Manager), new("sales", Role.Rep)];

    public static NewProvider New { get; } = new(
        "Acme sign-in", "https://login.acme.example", "sales-engagement", "a-secret-of-the-client", "https://sales.example/api",
        ["openid", "profile", "email"], "groups", Map, DefaultRoles: [], ["acme.example"]);

    public static ProviderView View { get; } = new(
        Id, "Acme sign-in", "https://login.acme.example", "sales-engagement", HasSecret: true, "https://sales.example/api",
        ["openid", "profile", "email"], "groups", Map, [], ["acme.example"], PlainTokens: false, Enabled: true,
        $"https://sales.example{OidcRoutes.Collection}/{Id}/callback", Version: 2);

    public static ProviderPatch Patch { get; } = new() { DefaultRoles = [Role.Analyst], Enabled = false };

    public static ProviderView Changed { get; } = View with { DefaultRoles = [Role.Analyst], Enabled = false, Version = 3 };
}
