using SalesEngagement.Domain;
using SalesEngagement.Domain.Access;

namespace SalesEngagement.Application.Access;

/// <summary>A user ends a sign-in of theirs.</summary>
/// <param name="UserId">Who wants it.</param>
/// <param name="RequestId">In which request.</param>
public sealed record SignOut(Guid UserId, string? RequestId);

public static class SignOutHandler
{
    /// <summary>A sign-in of somebody else is as if it were not there.</summary>
    public static Decision Handle(SignOut command, SignIn signIn, DateTimeOffset now)
    {
        if (signIn.UserId != command.UserId)
            return Rejection.NotFound("There is no such sign-in of yours.");
        return signIn.IsSignedOut ? [] : [new SignedOut(signIn.UserId, command.RequestId, now)];
    }
}
