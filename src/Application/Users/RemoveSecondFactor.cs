using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A user does without their second factor, or an admin turns it off for who has lost it.</summary>
public sealed record RemoveSecondFactor;

public static class RemoveSecondFactorHandler
{
    public static Decision Handle(RemoveSecondFactor _, User user, DateTimeOffset now) =>
        user.HasSecondFactor ? [new UserSecondFactorRemoved(now)] : [];
}
