using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>Puts tokens and user together for a client that has just signed in or refreshed.</summary>
internal sealed class SignInAnswers(IEventStore store, AccessTokens accessTokens, TimeProvider clock)
{
    /// <summary>The answer, or null when the user is no more.</summary>
    public async Task<IResult?> Of(TokenHolder account, RefreshToken token, CancellationToken ct)
    {
        var session = store.Open(account.TenantId, new(account.UserId.ToString()));
        if ((await session.Fetch<User>(account.UserId, ct)).State is not { } user)
            return null;

        var accessToken = await accessTokens.Issue(account, user.Roles, clock.GetUtcNow(), ct);
        return Results.Ok(new SignInResponse(
            accessToken, accessTokens.LifeSeconds, token.Write(),
            SignedInUser.Of(account.UserId, user, account.TenantId)));
    }
}
