using SalesEngagement.Domain;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>What must be so for an invitation to be changed.</summary>
internal static class InvitedUser
{
    /// <summary>An invitation is over with its acceptance; from then on there is a user to change.</summary>
    public static Rejection HasJoined { get; } =
        Rejection.Because("already-joined", "The user has accepted the invitation. Change or deactivate the user instead.");

    /// <summary>Why there is no open invitation; null when there is one.</summary>
    public static Rejection? Refusal(User user) => user.Status switch
    {
        UserStatus.Withdrawn => Rejection.NotFound("The invitation was withdrawn."),
        UserStatus.Invited when user.Email == EmailAddress.Erased => Rejection.NotFound("The person is erased."),
        UserStatus.Invited => null,
        _ => HasJoined,
    };
}
