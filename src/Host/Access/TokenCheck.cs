using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Takes our access tokens and nothing else: ES256 by one of our keys, right type, issuer, audience and life.</summary>
internal sealed class TokenCheck(
    SigningKeys signingKeys, IOptions<AccessOptions> access, TokenStanding standing, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(AccessOptions.LongestTokenMinutes);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.RequireHttpsMetadata = false;
        options.Configuration = new();
        options.TokenValidationParameters = new()
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [AccessTokens.Type],
            ValidIssuer = access.Value.Issuer,
            ValidAudience = access.Value.Audience,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, kid, _) => signingKeys.Find(kid) is { } key ? [key] : [],
            LifetimeValidator = (from, to, _, _) => IsAlive(from, to, clock.GetUtcNow().UtcDateTime),
            NameClaimType = Caller.SubjectClaim,
            RoleClaimType = Caller.RolesClaim,
        };
        options.Events = new() { OnMessageReceived = Receive, OnTokenValidated = AskWhetherItStands };
    }

    /// <summary>We never gave a token a longer life: whoever has a stolen key shall not give one either.</summary>
    private static bool IsAlive(DateTime? from, DateTime? to, DateTime now) =>
        from is not null && to is not null && from <= now + Skew && now < to + Skew && to - from <= LongestLife;

    private async Task AskWhetherItStands(TokenValidatedContext context)
    {
        if (!await standing.Holds(context.Principal!, context.HttpContext.RequestAborted))
            context.Fail("The token has been superseded.");
    }

    /// <summary>A browser cannot send headers with a WebSocket, so the hub alone takes the token from the query.</summary>
    private async Task Receive(MessageReceivedContext context)
    {
        if (context.Request.Path.StartsWithSegments("/hubs") && context.Request.Query["access_token"] is [{ Length: > 0 } token])
            context.Token = token;
        if ((context.Token ?? Sent(context.Request)) is { } sent)
            await signingKeys.Expect(KidOf(sent), context.HttpContext.RequestAborted);
    }

    private static string? Sent(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    /// <summary>The key that a token claims to be signed with; null for what is no token.</summary>
    private static string? KidOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
