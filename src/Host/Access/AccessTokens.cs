using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Makes access tokens (RFC 9068): short-lived, ES256, tenant and roles inside, no personal data.</summary>
internal sealed class AccessTokens(SigningKeys signingKeys, IOptions<AccessOptions> options)
{
    /// <summary>The token type that our API takes, and no other.</summary>
    public const string Type = "at+jwt";

    /// <summary>Claim that is raised when all of a user's tokens are to die.</summary>
    public const string EpochClaim = "epoch";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Seconds until a new token expires.</summary>
    public int LifeSeconds => options.Value.AccessTokenMinutes * 60;

    public async Task<string> Issue(TokenHolder account, IReadOnlyList<Role> roles, DateTimeOffset now, CancellationToken ct) =>
        _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddSeconds(LifeSeconds).UtcDateTime,
            SigningCredentials = new((await signingKeys.Current(ct)).Signer, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
                [Caller.SubjectClaim] = account.UserId.ToString(),
                [Caller.TenantClaim] = account.TenantId,
                [Caller.RolesClaim] = roles.Select(role => role.Name()).ToArray(),
                [EpochClaim] = account.Epoch,
                [Caller.SignInClaim] = account.SignInId.ToString(),
            },
        });
}

/// <summary>Whom a token speaks for.</summary>
internal sealed record TokenHolder(string TenantId, Guid UserId, Guid SignInId, int Epoch);
