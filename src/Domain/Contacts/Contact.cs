using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Contacts;

/// <summary>A person outside to whom reps speak.</summary>
public sealed record Contact(
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
    DateTimeOffset ChangedAt) : IOwned
{
    /// <summary>When the contact was put away; null while it is in use.</summary>
    public DateTimeOffset? DeletedAt { get; private init; }

    /// <summary>Where the time zone is known from; null when there is none.</summary>
    public TimeZoneProvenance? TimeZoneProvenance { get; private init; }

    /// <summary>How far the person is on the way to a customer, in the tenant's word; null: not said.</summary>
    public string? Stage { get; private init; }

    /// <summary>Put away: to the outside it does not exist until it is restored.</summary>
    public bool IsDeleted => DeletedAt is not null;

    /// <summary>The company that the person works for; it may have been put away since.</summary>
    public Guid? CompanyId { get; private init; }

    /// <summary>What that company was called when it was chosen.</summary>
    public string? CompanyName { get; private init; }

    /// <summary>Fields that are not about the person, by their definitions.</summary>
    public IReadOnlyList<ClearField> ClearFields { get; private init; } = [];

    public static Contact Create(ContactAdded e) => new(
        e.FirstName, e.LastName, e.Title, e.Phones, e.Emails, e.TimeZone, e.OwnerId, e.Tags, e.Fields, e.Source,
        e.AddedAt, ChangedAt: e.AddedAt)
    {
        TimeZoneProvenance = e.TimeZoneProvenance ?? TimeZoneProvenances.After(e.TimeZone, before: null, provenance: null),
        Stage = e.Stage,
        CompanyId = e.CompanyId,
        CompanyName = e.CompanyName,
    };

    public Contact Apply(ContactRenamed e) =>
        this with { FirstName = e.FirstName, LastName = e.LastName, ChangedAt = e.RenamedAt };

    public Contact Apply(ContactPhonesChanged e) => this with { Phones = e.Phones, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactEmailsChanged e) => this with { Emails = e.Emails, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactDetailsChanged e) => this with
    {
        Title = e.Title,
        TimeZone = e.TimeZone,
        TimeZoneProvenance = TimeZoneProvenances.After(e.TimeZone, TimeZone, TimeZoneProvenance),
        Fields = e.Fields,
        Source = e.Source,
        ChangedAt = e.ChangedAt,
    };

    public Contact Apply(ContactTimeZoneChanged e) =>
        this with { TimeZone = e.TimeZone, TimeZoneProvenance = e.Provenance, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactStageChanged e) => this with { Stage = e.Stage, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactCompanyChanged e) =>
        this with { CompanyId = e.CompanyId, CompanyName = e.CompanyName, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactClearFieldsChanged e) => this with { ClearFields = e.Fields, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactOwnerAssigned e) => this with { OwnerId = e.OwnerId, ChangedAt = e.AssignedAt };

    public Contact Apply(ContactTagsChanged e) => this with { Tags = e.Tags, ChangedAt = e.ChangedAt };

    public Contact Apply(ContactDeleted e) => this with { DeletedAt = e.DeletedAt, ChangedAt = e.DeletedAt };

    public Contact Apply(ContactRestored e) => this with { DeletedAt = null, ChangedAt = e.RestoredAt };
}
