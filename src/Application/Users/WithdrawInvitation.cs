using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>An admin takes an invitation back.</summary>
public sealed record WithdrawInvitation;

public static class WithdrawInvitationHandler
{
    public static Decision Handle(WithdrawInvitation _, User user, DateTimeOffset now) => user.Status switch
    {
        UserStatus.Invited => [new InvitationWithdrawn(now)],
        UserStatus.Withdrawn => [],
        _ => InvitedUser.HasJoined,
    };
}
