using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>A person joins the company that has invited them.</summary>
/// <param name="Name">As they write it; null: as it stands in the invitation.</param>
public sealed record AcceptInvitation(PersonName? Name);

public static class AcceptInvitationHandler
{
    public static Decision Handle(AcceptInvitation command, User user, DateTimeOffset now)
    {
        if (user.Status != UserStatus.Invited || user.InvitationExpiresAt <= now)
            return LinkGone.Rejection;
        if ((command.Name ?? user.Name) is not { } name)
            return Rejection.Because("name-required", "The invitation names nobody: say your name.");
        return [new UserJoined(name, now)];
    }
}
