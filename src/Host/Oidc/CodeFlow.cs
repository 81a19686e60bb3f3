using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Mail;

namespace SalesEngagement.Host.Oidc;

/// <summary>Signs people in by an identity provider: the authorization code flow with PKCE, as RFC 9700 wants it.</summary>
internal sealed class CodeFlow(
    IEventStore store, ProviderRows rows, Issuers issuers, CodeExchange exchange, Identities identities, RefusedVisits refused,
    Credentials credentials, SignIns signIns, SignInAnswers answers, HostSecrets secrets, LinkAddress links, IOptions<OidcOptions> options,
    TimeProvider clock)
{
    private static readonly string TakeSql = EmbeddedSql.Beside<CodeFlow>("TakeReturn.sql");

    /// <summary>Where a provider sends people back to; null when nobody has said how people reach us.</summary>
    public Uri? RedirectUri(Guid providerId)
    {
        var path = $"{OidcRoutes.Collection}/{providerId}/callback";
        var address = options.Value.PublicUrl is { } start ? start.TrimEnd('/') + path : links.Of(path);
        return address is null ? null : new Uri(address);
    }

    /// <summary>Sends the browser to the provider.</summary>
    public async Task<IResult> Begin(HttpContext http, Guid providerId, CancellationToken ct)
    {
        if (RedirectUri(providerId) is not { } redirectUri)
            return OidcProblems.NoAddress;
        if (await Trusted(providerId, ct) is not var (row, settings))
            return CommandAnswers.NotFound;
        if (!settings.IsEnabled)
            return await NotAdmitted(http, row, new(User: null, OidcProblems.Disabled), ct);

        try
        {
            var said = await issuers.Of(settings.Issuer, ct);
            var life = TimeSpan.FromMinutes(options.Value.SignInMinutes);
            var state = SignInState.Begin(providerId, clock.GetUtcNow() + life, BrowserSecret.Keep(http, life), await Key(ct));
            return Results.Redirect(new OpenIdConnectMessage
            {
                IssuerAddress = said.AuthorizationEndpoint,
                ClientId = settings.ClientId,
                ResponseType = OpenIdConnectResponseType.Code,
                RedirectUri = redirectUri.AbsoluteUri,
                Scope = string.Join(' ', settings.Scopes),
                State = state.Write(),
                Nonce = state.Nonce,
                EnableTelemetryParameters = false,
                Parameters = { ["code_challenge"] = state.Challenge, ["code_challenge_method"] = "S256" },
            }.CreateAuthenticationRequestUrl());
        }
        catch (IssuerUnavailableException)
        {
            return OidcProblems.Away;
        }
    }

    /// <summary>Takes the browser back, and signs the person in whom the provider has proved.</summary>
    public async Task<IResult> Finish(HttpContext http, Guid providerId, ProviderAnswer sent, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (SignInState.Read(sent.State, providerId, BrowserSecret.Of(http), now, await Key(ct)) is not { } state
            || await Trusted(providerId, ct) is not var (row, settings)
            || !await Take(row.TenantId, state, now, ct))
        {
            return OidcProblems.NotBegun;
        }

        if (!settings.IsEnabled)
            return await NotAdmitted(http, row, new(User: null, OidcProblems.Disabled), ct);
        try
        {
            var said = await issuers.Of(settings.Issuer, ct);
            if (!IsFrom(settings.Issuer, sent.Iss, said) || sent.Code is not { Length: > 0 } code || RedirectUri(providerId) is not { } redirectUri
                || await exchange.Prove(row, settings, said, state, code, redirectUri, ct) is not { } person)
            {
                return OidcProblems.NotProved;
            }

            var admission = await identities.Admit(row.TenantId, row.Id, settings, person, Problem.TraceOf(http), ct);
            return admission is { Refusal: null, User: { } user }
                ? await SignedIn(http, row, user, ct)
                : await NotAdmitted(http, row, admission, ct);
        }
        catch (IssuerUnavailableException)
        {
            return OidcProblems.Away;
        }
    }

    /// <summary>From here on as with a password.</summary>
    private async Task<IResult> SignedIn(HttpContext http, ProviderRow row, KnownIdentity user, CancellationToken ct)
    {
        if (await credentials.Of(row.TenantId, user.UserId, ct) is not { } credential)
            return OidcProblems.NotAdmitted;
        var (account, token) = await signIns.Start(credential, SignInMethod.OpenId, Visit.Of(http), clock.GetUtcNow(), ct);
        return await answers.Of(account, token, ct) ?? OidcProblems.NotAdmitted;
    }

    private async Task<IResult> NotAdmitted(HttpContext http, ProviderRow row, Admission admission, CancellationToken ct)
    {
        await refused.Record(http, row, admission, ct);
        return OidcProblems.NotAdmitted;
    }

    /// <summary>The provider with how its company trusts it; null when no company does.</summary>
    private async Task<(ProviderRow Row, ProviderSettings Settings)?> Trusted(Guid providerId, CancellationToken ct) =>
        await rows.Find(providerId, ct) is { } row
        && (await store.Open(row.TenantId, new(providerId.ToString())).Fetch<IdentityProvider>(providerId, ct)).State
            is { IsRemoved: false, Settings: var settings }
            ? (row, settings)
            : null;

    /// <summary>Whether the answer names its issuer (RFC 9207): always the right one, and at all where it promises to.</summary>
    private static bool IsFrom(string issuer, string? iss, OpenIdConnectConfiguration said) =>
        iss is null ? !said.AuthorizationResponseIssParameterSupported : iss == issuer;

    private async Task<bool> Take(string tenantId, SignInState state, DateTimeOffset now, CancellationToken ct) =>
        await store.Query(tenantId).Query<Taken>(
            TakeSql, ct,
            new NpgsqlParameter<string> { TypedValue = tenantId },
            new NpgsqlParameter<Guid> { TypedValue = state.Id },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = state.ExpiresAt },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now }) is [_];

    private ValueTask<byte[]> Key(CancellationToken ct) =>
        secrets.Of("oidc-sign-ins", () => RandomNumberGenerator.GetBytes(SignInState.SecretSize), ct);

    private sealed record Taken(Guid Id);
}

/// <summary>What a provider sends a browser back with.</summary>
internal sealed record ProviderAnswer(string? Code, string? State, string? Iss)
{
    /// <summary>Never the code.</summary>
    public override string ToString() => nameof(ProviderAnswer);
}
