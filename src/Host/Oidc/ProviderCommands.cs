using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.IdentityProviders;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>Reads bodies into commands about providers.</summary>
internal static class ProviderCommands
{
    private const string OpenId = "openid";
    private const int Longest = 255;
    private const int LongestSecret = 1_000;
    private const int MostItems = 100;

    public static AddIdentityProvider Read(NewProvider body, OidcAddresses addresses, Validation check)
    {
        check.Require(
            addresses.IsIssuer(body.Issuer), "/issuer", "must be an https address without query or fragment, as the provider's tokens say it");
        Secret(body.ClientSecret, check);
        return new(
            new(
                check.Text(body.Name, "/name", NewAccounts.LongestName),
                body.Issuer ?? "",
                check.Text(body.ClientId, "/clientId", Longest),
                check.OptionalText(body.Audience, "/audience", Longest),
                Scopes(body.Scopes, check),
                check.OptionalText(body.RolesClaim, "/rolesClaim", Longest),
                RoleMap(body.RoleMap, check),
                Roles(body.DefaultRoles),
                Domains(body.EmailDomains, check),
                body.PlainTokens,
                body.Enabled),
            HasSecret: body.ClientSecret is not null);
    }

    public static ChangeIdentityProvider Read(ProviderPatch patch, Validation check)
    {
        check.Require(!patch.Has("plainTokens") || patch.PlainTokens is not null, "/plainTokens", "is required");
        check.Require(!patch.Has("enabled") || patch.Enabled is not null, "/enabled", "is required");
        Secret(patch.ClientSecret, check);
        return new(
            patch.Has("name") ? check.Text(patch.Name, "/name", NewAccounts.LongestName) : null,
            patch.Has("clientId") ? check.Text(patch.ClientId, "/clientId", Longest) : null,
            patch.Has("audience") ? new TextChoice(check.OptionalText(patch.Audience, "/audience", Longest)) : null,
            patch.Has("scopes") ? Scopes(patch.Scopes, check) : null,
            patch.Has("rolesClaim") ? new TextChoice(check.OptionalText(patch.RolesClaim, "/rolesClaim", Longest)) : null,
            patch.Has("roleMap") ? RoleMap(patch.RoleMap, check) : null,
            patch.Has("defaultRoles") ? Roles(patch.DefaultRoles) : null,
            patch.Has("emailDomains") ? Domains(patch.EmailDomains, check) : null,
            patch.PlainTokens,
            patch.Enabled)
        {
            NewSecret = patch.Has("clientSecret") ? patch.ClientSecret is not null : null,
        };
    }

    private static void Secret(string? secret, Validation check) => check.Require(
        secret is null or { Length: > 0 and <= LongestSecret }, "/clientSecret", $"must have 1 to {LongestSecret} characters");

    /// <summary>Without <c>openid</c> a provider would not say who somebody is.</summary>
    private static IReadOnlyList<string> Scopes(IReadOnlyList<string?>? sent, Validation check)
    {
        if (sent is null or [])
            return [OpenId, "profile", "email"];
        var scopes = Items(sent, "/scopes", check, scope => scope.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~')), "must be a scope's name");
        return scopes.Contains(OpenId) ? scopes : [OpenId, .. scopes];
    }

    private static IReadOnlyList<RoleMapping> RoleMap(IReadOnlyList<RoleMapping?>? sent, Validation check)
    {
        var map = sent ?? [];
        check.Require(map.Count <= MostItems, "/roleMap", $"must have at most {MostItems} items");
        for (var i = 0; i < map.Count; i++)
            check.Require(map[i] is { Value.Length: > 0 and <= Longest }, $"/roleMap/{i}", $"must have a value of 1 to {Longest} characters and a role");
        return [.. map.OfType<RoleMapping>().Distinct().OrderBy(mapping => mapping.Value, StringComparer.Ordinal).ThenBy(mapping => mapping.Role)];
    }

    private static IReadOnlyList<Role> Roles(IReadOnlyList<Role>? sent) => [.. (sent ?? []).Distinct().Order()];

    private static IReadOnlyList<string> Domains(IReadOnlyList<string?>? sent, Validation check) =>
        [.. Items(sent ?? [], "/emailDomains", check, domain => EmailAddressText.Read($"somebody@{domain}") is not null, "must be a domain such as acme.example")
            .Select(domain => domain.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Items(
        IReadOnlyList<string?> sent, string pointer, Validation check, Func<string, bool> isRight, string otherwise)
    {
        check.Require(sent.Count <= MostItems, pointer, $"must have at most {MostItems} items");
        for (var i = 0; i < sent.Count; i++)
            check.Require(sent[i] is { Length: > 0 and <= Longest } text && isRight(text), $"{pointer}/{i}", otherwise);
        return [.. sent.OfType<string>().Distinct()];
    }
}
