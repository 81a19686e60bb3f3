using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A user ends all their sign-ins, also those on devices they do not have any more.</summary>
public sealed record SignOutEverywhere;

public static class SignOutEverywhereHandler
{
    /// <summary>Also when there seems to be nothing to end: one may have been started this moment.</summary>
    public static Decision Handle(SignOutEverywhere _, User user, DateTimeOffset now) =>
        user.Status == UserStatus.Active ? [new UserSignedOutEverywhere(now)] : [];
}
