using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Takes API keys from <c>X-Api-Key</c>. Whatever is wrong with a key, the answer is the same; so it is when a key and
/// <c>Authorization</c> come together, for then nobody knows who is meant.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyRows rows,
    ApiKeyUses uses, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The header.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The scheme's name, and the kind of its identities.</summary>
    public const string Name = "ApiKey";

    /// <summary>The scheme that takes a key where one is sent, else a token of ours or of an identity provider.</summary>
    public const string OrBearer = "KeyOrBearer";

    private static readonly AuthenticateResult Refused = AuthenticateResult.Fail("This API key opens nothing here and now.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count > 0 || ApiKeyText.Parse(Request.Headers[Header]) is not { } key)
            return Refused;

        var (now, from) = (clock.GetUtcNow(), AddressOf(Context.Connection.RemoteIpAddress));
        if (await rows.Find(key, from, now, Context.RequestAborted) is not { } holder)
            return Refused;

        if (ApiKeyUses.IsWorthNoting(holder.LastUsedAt, now))
            uses.Note(new(key.TenantId, key.Id, now, from));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(IdentityOf(key, holder)), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await base.HandleChallengeAsync(properties);
        Response.Headers.WWWAuthenticate = Name;
    }

    private static ClaimsIdentity IdentityOf(ApiKeyText key, KeyHolder holder) => new(
        [
            new(Caller.TenantClaim, key.TenantId.ToString()),
            new(Caller.SubjectClaim, holder.UserId.ToString()),
            new(Caller.KeyClaim, key.Id.ToString()),
            .. holder.Roles.Select(role => new Claim(Caller.RolesClaim, role.Name())),
            .. holder.Scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)),
        ],
        Name, Caller.SubjectClaim, Caller.RolesClaim);

    /// <summary>A socket for both kinds of addresses shows IPv4 as IPv6.</summary>
    private static IPAddress? AddressOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
