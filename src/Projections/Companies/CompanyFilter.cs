using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Companies;

/// <summary>Which companies a list shows; null stands for any.</summary>
/// <param name="Reach">Those of these reps, whom the caller reaches.</param>
/// <param name="OwnerId">Those of this rep.</param>
/// <param name="Tag">Those with this tag.</param>
/// <param name="Deleted">Those that were put away, instead of those in use.</param>
/// <param name="Industry">Those in this industry.</param>
/// <param name="Domain">Those at this domain.</param>
/// <param name="Fields">Those whose custom fields say so.</param>
public sealed record CompanyFilter(
    Guid[]? Reach,
    Guid? OwnerId = null,
    string? Tag = null,
    bool Deleted = false,
    string? Industry = null,
    string? Domain = null,
    IReadOnlyList<FieldFilter>? Fields = null);

/// <summary>In which order.</summary>
public enum CompanyOrder { ByName, ByNameDescending, ByCreated, ByCreatedDescending }

/// <summary>A company's place in every order.</summary>
public sealed record CompanyKey(string SortName, DateTimeOffset CreatedAt, Guid Id);
