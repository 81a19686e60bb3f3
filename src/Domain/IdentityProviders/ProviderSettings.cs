using SalesEngagement.Domain.Users;

namespace SalesEngagement.Domain.IdentityProviders;

/// <summary>How a company trusts an identity provider. No secrets.</summary>
/// <param name="Name">As the company calls it.</param>
/// <param name="Issuer">Its address, exactly as its tokens say it.</param>
/// <param name="ClientId">Who we are there, when somebody signs in.</param>
/// <param name="Audience">What access tokens for our API name; null: none are taken.</param>
/// <param name="Scopes">What is asked for at a sign-in.</param>
/// <param name="RolesClaim">The claim that says what somebody may do; null: none does, and admins say it here.</param>
/// <param name="RoleMap">What its values mean here.</param>
/// <param name="DefaultRoles">What those may do for whom it says nothing; none: they are refused.</param>
/// <param name="EmailDomains">Users are known by a verified address of these; none: nobody is.</param>
/// <param name="TakesPlainTokens">Whether access tokens may say no more than <c>JWT</c> of themselves.</param>
/// <param name="IsEnabled">Whether anybody gets in by it.</param>
public sealed record ProviderSettings(
    string Name,
    string Issuer,
    string ClientId,
    string? Audience,
    IReadOnlyList<string> Scopes,
    string? RolesClaim,
    IReadOnlyList<RoleMapping> RoleMap,
    IReadOnlyList<Role> DefaultRoles,
    IReadOnlyList<string> EmailDomains,
    bool TakesPlainTokens,
    bool IsEnabled)
{
    /// <summary>What somebody of whom the provider says this may do; none: they are not let in.</summary>
    public IReadOnlyList<Role> RolesOf(IReadOnlyCollection<string> values)
    {
        Role[] mapped = [.. RoleMap.Where(mapping => values.Contains(mapping.Value)).Select(mapping => mapping.Role)];
        return [.. (mapped is [] ? DefaultRoles : mapped).Distinct().Order()];
    }

    /// <summary>Whether users are known by verified addresses such as this.</summary>
    public bool KnowsBy(string email) =>
        email.LastIndexOf('@') is >= 0 and var at && EmailDomains.Contains(email[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it says the same; lists would be compared by reference.</summary>
    public bool IsAs(ProviderSettings other) =>
        this == other with
        {
            Scopes = Scopes, RoleMap = RoleMap, DefaultRoles = DefaultRoles, EmailDomains = EmailDomains,
        }
        && Scopes.SequenceEqual(other.Scopes) && RoleMap.SequenceEqual(other.RoleMap)
        && DefaultRoles.SequenceEqual(other.DefaultRoles) && EmailDomains.SequenceEqual(other.EmailDomains);
}

/// <summary>What a value of the roles' claim, such as a group's name, means here.</summary>
public sealed record RoleMapping(string Value, Role Role);
