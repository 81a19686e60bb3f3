using SalesEngagement.Domain;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Application.Users;

/// <summary>What a user's roles must be.</summary>
internal static class UserRoles
{
    /// <summary>Somebody without any could do nothing.</summary>
    public static Rejection Required { get; } = Rejection.Because("role-required", "A user needs at least one role.");

    /// <summary>Once each, in a fixed order, so that the same set is always the same fact.</summary>
    public static IReadOnlyList<Role> Of(IEnumerable<Role> roles) => [.. roles.Distinct().Order()];
}
