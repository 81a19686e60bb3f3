namespace SalesEngagement.Domain.Users;

/// <summary>Where a user stands.</summary>
public enum UserStatus
{
    /// <summary>Asked to join.</summary>
    Invited,

    /// <summary>May sign in.</summary>
    Active,

    /// <summary>May not sign in; what they did stays theirs.</summary>
    Deactivated,

    /// <summary>Was asked to join, and is not any more.</summary>
    Withdrawn,
}
