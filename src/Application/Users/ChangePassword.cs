using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A user takes another password. The password itself is never here: it is a row, not a fact.</summary>
/// <param name="IsReset">Whether by a link that was sent to them, without the one before.</param>
public sealed record ChangePassword(bool IsReset);

public static class ChangePasswordHandler
{
    public static Decision Handle(ChangePassword command, User user, DateTimeOffset now)
    {
        if (user.Status != UserStatus.Active)
            return command.IsReset ? LinkGone.Rejection : Rejection.NotFound("Only who may sign in has a password.");
        return [new UserPasswordChanged(command.IsReset, now)];
    }
}
