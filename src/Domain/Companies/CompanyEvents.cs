using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Domain.Companies;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).

/// <summary>An organisation that contacts work for was added.</summary>
[EventType("company_added")]
public sealed record CompanyAdded(
    string Name, CompanyDetails Details, Guid OwnerId, IReadOnlyList<string> Tags, DateTimeOffset AddedAt);

/// <summary>The company has another name.</summary>
[EventType("company_renamed")]
public sealed record CompanyRenamed(string Name, DateTimeOffset RenamedAt);

/// <summary>What else is known about the company changed; all of it stands here.</summary>
[EventType("company_details_changed")]
public sealed record CompanyDetailsChanged(CompanyDetails Details, DateTimeOffset ChangedAt);

/// <summary>These are all values of custom fields now: clear, as all that is known about a company.</summary>
[EventType("company_fields_changed")]
public sealed record CompanyFieldsChanged(IReadOnlyList<ClearField> Fields, DateTimeOffset ChangedAt);

/// <summary>Another rep is responsible from now on.</summary>
[EventType("company_owner_assigned")]
public sealed record CompanyOwnerAssigned(Guid OwnerId, DateTimeOffset AssignedAt);

/// <summary>These are all tags now.</summary>
[EventType("company_tags_changed")]
public sealed record CompanyTagsChanged(IReadOnlyList<string> Tags, DateTimeOffset ChangedAt);

/// <summary>The company was put away. Its people stay; it can be restored.</summary>
[EventType("company_deleted")]
public sealed record CompanyDeleted(DateTimeOffset DeletedAt);

/// <summary>The company was brought back, as it was.</summary>
[EventType("company_restored")]
public sealed record CompanyRestored(DateTimeOffset RestoredAt);
