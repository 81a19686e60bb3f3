namespace SalesEngagement.Projections.Contacts;

/// <summary>Which contacts a list shows; null stands for any.</summary>
/// <param name="Reach">Those of these reps, whom the caller reaches.</param>
/// <param name="OwnerId">Those of this rep.</param>
/// <param name="Tag">Those with this tag.</param>
/// <param name="Deleted">Those that were put away, instead of those in use.</param>
/// <param name="CreatedFrom">Added at this instant or later.</param>
/// <param name="CreatedBefore">Added before this instant.</param>
/// <param name="Stage">Those at this stage.</param>
/// <param name="CompanyId">Those who work for this company.</param>
public sealed record ContactFilter(
    Guid[]? Reach,
    Guid? OwnerId = null,
    string? Tag = null,
    bool Deleted = false,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedBefore = null,
    string? Stage = null,
    Guid? CompanyId = null);

/// <summary>In which order. By name is by last name, then first.</summary>
public enum ContactOrder { ByName, ByNameDescending, ByCreated, ByCreatedDescending }

/// <summary>A contact's place in every order.</summary>
public sealed record ContactKey(string SortName, DateTimeOffset CreatedAt, Guid Id);
