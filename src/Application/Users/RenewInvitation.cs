using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A person is asked again: with a new link, from now on the only one.</summary>
/// <param name="Life">How long they may take.</param>
public sealed record RenewInvitation(TimeSpan Life);

public static class RenewInvitationHandler
{
    public static Decision Handle(RenewInvitation command, User user, DateTimeOffset now)
    {
        if (InvitedUser.Refusal(user) is { } refusal)
            return refusal;
        return [new InvitationRenewed(now + command.Life, now)];
    }
}
