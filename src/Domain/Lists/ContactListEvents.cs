using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Lists;

// Stored names and shapes are frozen: add, never edit (see docs/events.md).
// What a list is called and looks for is what its owner wrote: it goes when the owner is erased.

/// <summary>Somebody made a list of contacts: one that they are put on, or, with a search, one of whoever it finds.</summary>
[EventType("contact_list_created")]
public sealed record ContactListCreated(
    FreeText Name, [DataSubject] Guid OwnerId, SavedSearch? Search, bool IsShared, DateTimeOffset CreatedAt);

/// <summary>A list has another name.</summary>
[EventType("contact_list_renamed")]
public sealed record ContactListRenamed([DataSubject] Guid OwnerId, FreeText Name, DateTimeOffset RenamedAt);

/// <summary>A list finds its contacts by another search.</summary>
[EventType("contact_list_search_changed")]
public sealed record ContactListSearchChanged([DataSubject] Guid OwnerId, SavedSearch Search, DateTimeOffset ChangedAt);

/// <summary>A list was shared with its owner's team, or kept to its owner again.</summary>
[EventType("contact_list_sharing_changed")]
public sealed record ContactListSharingChanged(bool IsShared, DateTimeOffset ChangedAt);

/// <summary>A list is no more. Its contacts are what they were.</summary>
[EventType("contact_list_deleted")]
public sealed record ContactListDeleted(DateTimeOffset DeletedAt);
