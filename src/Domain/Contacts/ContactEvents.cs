using SalesEngagement.Domain.CustomFields;
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

/// <summary>
/// Another contact was merged into this one: what this one has of it since then. All of it that is personal is the other
/// person's, and goes when that one is erased. A merge that is taken back is followed by <see cref="ContactReleased"/>.
/// </summary>
/// <param name="MergeId">The merge's stream.</param>
/// <param name="LoserId">The other.</param>
/// <param name="Names">What the other is called: this one is found by it, too.</param>
/// <param name="FirstName">Null, here and below: this one keeps its own.</param>
/// <param name="LastName">Taken from the other.</param>
/// <param name="Title">Taken from the other.</param>
/// <param name="Phones">All numbers of the other; this one gets those that it does not have.</param>
/// <param name="Emails">All addresses of the other, likewise.</param>
/// <param name="Tags">All tags of the other, likewise.</param>
/// <param name="Fields">Personal fields that were taken.</param>
/// <param name="ClearFields">Fields that are not about the person and were taken.</param>
/// <param name="TimeZone">Taken from the other, with its provenance.</param>
/// <param name="TimeZoneProvenance">Where that zone is known from.</param>
/// <param name="OwnerId">Taken from the other.</param>
/// <param name="CompanyId">Taken from the other, with its name.</param>
/// <param name="CompanyName">What that company was called.</param>
/// <param name="Stage">Taken from the other.</param>
/// <param name="Source">Taken from the other.</param>
/// <param name="AbsorbedAt">When.</param>
[EventType("contact_absorbed")]
public sealed record ContactAbsorbed(
    Guid MergeId,
    [DataSubject] Guid LoserId,
    IReadOnlyList<OtherName> Names,
    PersonName? FirstName,
    PersonName? LastName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    IReadOnlyList<ClearField> ClearFields,
    string? TimeZone,
    TimeZoneProvenance? TimeZoneProvenance,
    Guid? OwnerId,
    Guid? CompanyId,
    string? CompanyName,
    string? Stage,
    string? Source,
    DateTimeOffset AbsorbedAt);

/// <summary>A merge into this contact was taken back. What it still has of the other goes with the events that follow.</summary>
[EventType("contact_released")]
public sealed record ContactReleased(Guid MergeId, Guid LoserId, DateTimeOffset ReleasedAt);

/// <summary>The contact was merged into another one, which stands for both from now on.</summary>
[EventType("contact_merged_into")]
public sealed record ContactMergedInto(Guid MergeId, Guid WinnerId, DateTimeOffset MergedAt);

/// <summary>That was taken back: the contact stands for itself again, as it was.</summary>
[EventType("contact_unmerged")]
public sealed record ContactUnmerged(Guid MergeId, Guid WinnerId, DateTimeOffset UnmergedAt);
