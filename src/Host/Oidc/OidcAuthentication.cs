using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// Takes access tokens of the identity providers that companies trust. The token says who somebody is; what they may do is
/// read here. Whatever is wrong with it, the answer is the same, except that its provider is away.
/// </summary>
internal sealed class OidcAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ProviderRows rows, ProviderKeys keys,
    OidcTokens tokens, Identities identities, RefusedVisits refused, IEventStore store)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The scheme's name, and the kind of its identities.</summary>
    public const string Name = "Oidc";

    private const int MostAudiences = 10;
    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("This token opens nothing here and now.");
    private bool _isAway;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SentToken.Of(Request) is not { } text || SentToken.Read(text) is not { } token)
            return Refused;
        try
        {
            return await ProviderOf(token) is var (row, audience)
                && await tokens.AccessToken(text, token.Issuer, audience, row.TakesPlainTokens, Context.RequestAborted) is { } verified
                && OidcPerson.Read(OidcTokens.ClaimsOf(verified)) is { } person
                && await Admitted(row, verified, person) is { } user
                    ? Success(row, user, verified)
                    : Refused;
        }
        catch (IssuerUnavailableException)
        {
            _isAway = true;
            return Refused;
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_isAway)
        {
            await OidcProblems.Away.ExecuteAsync(Context);
            return;
        }

        await base.HandleChallengeAsync(properties);
        Response.Headers.WWWAuthenticate = "Bearer";
    }

    /// <summary>The one provider, of all companies, that takes tokens of this issuer for one of these audiences.</summary>
    private async Task<(ProviderRow Row, string Audience)?> ProviderOf(JsonWebToken token)
    {
        string[] audiences = [.. token.Audiences.Take(MostAudiences)];
        var hashes = await keys.Get(Context.RequestAborted);
        (ProviderRow Row, string Audience)? found = null;
        foreach (var audience in audiences)
        {
            foreach (var row in await rows.Find([hashes.OfTokens(token.Issuer, audience)], Context.RequestAborted))
            {
                // For two of them at once: nobody knows who is meant.
                if (found is not null)
                    return null;
                found = (row, audience);
            }
        }

        return found;
    }

    /// <summary>The user, who is made or changed as the token says when it is newer than what was known.</summary>
    private async Task<KnownIdentity?> Admitted(ProviderRow row, JsonWebToken token, OidcPerson person)
    {
        var ct = Context.RequestAborted;
        if (!row.IsEnabled)
            return await Refuse(row, new(User: null, OidcProblems.Disabled));
        var known = await identities.Find(row.TenantId, token.Issuer, person.Subject, ct);
        if (known is { IsActive: true } && person.SaidAt <= known.RolesAsOf)
            return known;

        var provider = await store.Open(row.TenantId, new(row.Id.ToString())).Fetch<IdentityProvider>(row.Id, ct);
        if (provider.State is not { IsRemoved: false, Settings: var settings })
            return null;
        var admission = await identities.Admit(row.TenantId, row.Id, settings, person, Problem.TraceOf(Context), ct);
        return admission.Refusal is null ? admission.User : await Refuse(row, admission);
    }

    private async Task<KnownIdentity?> Refuse(ProviderRow row, Admission admission)
    {
        await refused.Record(Context, row, admission, Context.RequestAborted);
        return null;
    }

    private AuthenticateResult Success(ProviderRow row, KnownIdentity user, JsonWebToken token) => AuthenticateResult.Success(new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(Caller.TenantClaim, row.TenantId),
                new(Caller.SubjectClaim, user.UserId.ToString()),
                new(Caller.ProviderClaim, row.Id.ToString()),
                new(AccessTokens.EpochClaim, FormattableString.Invariant($"{user.Epoch}")),
                .. user.Roles.Select(role => new Claim(Caller.RolesClaim, role.Name())),
            ],
            Name, Caller.SubjectClaim, Caller.RolesClaim)),
        new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(token.ValidTo, TimeSpan.Zero) },
        Scheme.Name));
}
