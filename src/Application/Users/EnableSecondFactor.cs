using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A user has proved their second factor: from now on they are asked for it. Seeds and codes are rows, not facts.</summary>
public sealed record EnableSecondFactor;

public static class EnableSecondFactorHandler
{
    /// <summary>One at a time: whoever holds a session shall not put another in the place of the one that is on.</summary>
    public static Rejection IsOn { get; } =
        Rejection.Because("totp-enabled", "A second factor is on already. Remove it before you enrol another.");

    public static Decision Handle(EnableSecondFactor _, User user, DateTimeOffset now) => user switch
    {
        { Status: not UserStatus.Active } => Rejection.NotFound("Only who may sign in has a second factor."),
        { HasSecondFactor: true } => IsOn,
        _ => [new UserSecondFactorEnabled(now)],
    };
}
