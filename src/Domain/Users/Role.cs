namespace SalesEngagement.Domain.Users;

/// <summary>What a user may do in their company.</summary>
public enum Role
{
    /// <summary>Runs the company's account: everything except what belongs to Compliance alone.</summary>
    Admin,

    /// <summary>Leads reps: sees their work and numbers.</summary>
    Manager,

    /// <summary>Contacts people.</summary>
    Rep,

    /// <summary>Replays, exports, erases and audits.</summary>
    Compliance,

    /// <summary>Reads numbers.</summary>
    Analyst,

    /// <summary>Keeps the system running.</summary>
    Ops,
}

/// <summary>Roles as they are written in tokens and in the API.</summary>
public static class RoleNames
{
    public static string Name(this Role role) => role.ToString().ToLowerInvariant();
}
