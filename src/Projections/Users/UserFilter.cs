using SalesEngagement.Domain.Users;

namespace SalesEngagement.Projections.Users;

/// <summary>Which users a list shows; null stands for any, apart from withdrawn invitations.</summary>
/// <param name="TeamId">Those in this team.</param>
/// <param name="Status">Those who stand so.</param>
/// <param name="Role">Those with this role.</param>
public sealed record UserFilter(Guid? TeamId = null, UserStatus? Status = null, Role? Role = null);

/// <summary>A user's place in the list.</summary>
public sealed record UserKey(string SortName, Guid Id);
