using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Takes our access tokens and nothing else: ES256 by our key, right type, issuer, audience and life.</summary>
internal sealed class TokenCheck(SigningKey signingKey, IOptions<AccessOptions> access, TokenStanding standing, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

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
            IssuerSigningKeyResolver = (_, _, kid, _) =>
                signingKey.Loaded is { } key && key.KeyId == kid ? [key] : [],
            LifetimeValidator = (from, to, _, _) => IsAlive(from, to, clock.GetUtcNow().UtcDateTime),
            NameClaimType = Caller.SubjectClaim,
            RoleClaimType = Caller.RolesClaim,
        };
        options.Events = new() { OnMessageReceived = Receive, OnTokenValidated = AskWhetherItStands };
    }

    private static bool IsAlive(DateTime? from, DateTime? to, DateTime now) =>
        from is not null && to is not null && from <= now + Skew && now < to + Skew;

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
        if (context.Token is not null || context.Request.Headers.Authorization.Count > 0)
            await signingKey.Load(context.HttpContext.RequestAborted);
    }
}
