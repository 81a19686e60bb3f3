using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

// The stored names and shapes below are the wire format of every contact ever added: add, never edit (see docs/events.md).
// A contact's stream is its data subject: its id is the person's.

/// <summary>Somebody was added to the contacts, by hand or by an import.</summary>
[EventType("contact_added")]
public sealed record ContactAdded(
    PersonName FirstName,
    PersonName LastName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    string? Source,
    DateTimeOffset AddedAt,
    TimeZoneProvenance? TimeZoneProvenance = null,
    string? Stage = null,
    Guid? CompanyId = null,
    string? CompanyName = null);

/// <summary>The name was corrected or changed.</summary>
[EventType("contact_renamed")]
public sealed record ContactRenamed(PersonName FirstName, PersonName LastName, DateTimeOffset RenamedAt);

/// <summary>These are all numbers now.</summary>
[EventType("contact_phones_changed")]
public sealed record ContactPhonesChanged(IReadOnlyList<ContactPhone> Phones, DateTimeOffset ChangedAt);

/// <summary>These are all e-mail addresses now.</summary>
[EventType("contact_emails_changed")]
public sealed record ContactEmailsChanged(IReadOnlyList<ContactEmail> Emails, DateTimeOffset ChangedAt);

/// <summary>What else is known about the person changed; all of it stands here.</summary>
[EventType("contact_details_changed")]
public sealed record ContactDetailsChanged(
    FreeText? Title,
    string? TimeZone,
    IReadOnlyList<ContactField> Fields,
    string? Source,
    DateTimeOffset ChangedAt);

/// <summary>The person lives in another time zone, or it is known from elsewhere now.</summary>
/// <param name="TimeZone">IANA name; null: not known any more.</param>
/// <param name="Provenance">Where it is known from; null with the zone.</param>
/// <param name="ChangedAt">When.</param>
[EventType("contact_time_zone_changed")]
public sealed record ContactTimeZoneChanged(string? TimeZone, TimeZoneProvenance? Provenance, DateTimeOffset ChangedAt);

/// <summary>The person is at another stage on the way to a customer, in the tenant's word; null: at none.</summary>
[EventType("contact_stage_changed")]
public sealed record ContactStageChanged(string? Stage, DateTimeOffset ChangedAt);

/// <summary>The person works for another company; null: for none that is known.</summary>
/// <param name="CompanyId">Which.</param>
/// <param name="CompanyName">As it was called then, so that a contact's history names it when it is long gone.</param>
/// <param name="ChangedAt">When.</param>
[EventType("contact_company_changed")]
public sealed record ContactCompanyChanged(Guid? CompanyId, string? CompanyName, DateTimeOffset ChangedAt);

/// <summary>These are all fields now whose definitions say that they are not about the person.</summary>
[EventType("contact_clear_fields_changed")]
public sealed record ContactClearFieldsChanged(IReadOnlyList<ClearField> Fields, DateTimeOffset ChangedAt);

/// <summary>Another rep is responsible from now on.</summary>
[EventType("contact_owner_assigned")]
public sealed record ContactOwnerAssigned(Guid OwnerId, DateTimeOffset AssignedAt);

/// <summary>These are all tags now.</summary>
[EventType("contact_tags_changed")]
public sealed record ContactTagsChanged(IReadOnlyList<string> Tags, DateTimeOffset ChangedAt);

/// <summary>The contact was put away. Nothing is lost; it can be restored.</summary>
[EventType("contact_deleted")]
public sealed record ContactDeleted(DateTimeOffset DeletedAt);

/// <summary>The contact was brought back, as it was.</summary>
[EventType("contact_restored")]
public sealed record ContactRestored(DateTimeOffset RestoredAt);
