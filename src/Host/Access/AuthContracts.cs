using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Access;

/// <summary>A company signs up with its first user.</summary>
internal sealed record RegisterRequest(string? CompanyName, string? Name, string? Email, string? Password);

/// <summary>The new company and its first user.</summary>
internal sealed record RegisterResponse(Guid TenantId, Guid UserId);

/// <summary>A user signs in; <c>totp</c>, a code of the app or a recovery code, is for accounts with a second factor.</summary>
internal sealed record LoginRequest(string? Email, string? Password, string? Totp = null);

/// <summary>A refresh token to be exchanged for the next.</summary>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>What a client needs to act for a user: <c>expiresIn</c> in seconds, a refresh token that is good once.</summary>
internal sealed record SignInResponse(string AccessToken, int ExpiresIn, string RefreshToken, SignedInUser User);

/// <summary>Who is signed in.</summary>
internal sealed record SignedInUser(Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, Guid TenantId)
{
    public static SignedInUser Of(Guid id, User user, string tenantId) =>
        new(id, user.Name?.Value ?? "", user.Email.Value, user.Roles, Guid.Parse(tenantId));
}

/// <summary>Who is signed in, and whether their account has a second factor.</summary>
internal sealed record MeResponse(
    Guid Id, string Name, string Email, IReadOnlyList<Role> Roles, Guid TenantId, bool SecondFactor)
{
    public static MeResponse Of(Guid id, User user, string tenantId) =>
        new(id, user.Name?.Value ?? "", user.Email.Value, user.Roles, Guid.Parse(tenantId), user.HasSecondFactor);
}
