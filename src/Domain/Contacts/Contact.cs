using SalesEngagement.Domain.CustomFields;
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

    /// <summary>The contact that stands for this one since they were merged; null while it stands for itself.</summary>
    public Guid? MergedInto { get; private init; }

    /// <summary>By which merge.</summary>
    public Guid? MergeId { get; private init; }

    /// <summary>What contacts are called that were merged into this one.</summary>
    public IReadOnlyList<OtherName> OtherNames { get; private init; } = [];

    /// <summary>Put away, or merged into another: to the outside it does not exist until it comes back.</summary>
    public bool IsDeleted => DeletedAt is not null || MergedInto is not null;

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

    public Contact Apply(ContactAbsorbed e) => this with
    {
        FirstName = Absorbed.Name(FirstName, e.FirstName),
        LastName = Absorbed.Name(LastName, e.LastName),
        Title = Absorbed.Text(Title, e.Title),
        Phones = Absorbed.Phones(Phones, e),
        Emails = Absorbed.Emails(Emails, e),
        Tags = Absorbed.Tags(Tags, e),
        Fields = Absorbed.Fields(Fields, e),
        ClearFields = Absorbed.ClearFields(ClearFields, e),
        TimeZone = e.TimeZone ?? TimeZone,
        TimeZoneProvenance = e.TimeZone is null ? TimeZoneProvenance : e.TimeZoneProvenance,
        OwnerId = e.OwnerId ?? OwnerId,
        CompanyId = e.CompanyId ?? CompanyId,
        CompanyName = e.CompanyId is null ? CompanyName : e.CompanyName,
        Stage = e.Stage ?? Stage,
        Source = e.Source ?? Source,
        OtherNames = Absorbed.Names(OtherNames, e),
        ChangedAt = e.AbsorbedAt,
    };

    public Contact Apply(ContactReleased e) =>
        this with { OtherNames = Absorbed.Names(OtherNames, e), ChangedAt = e.ReleasedAt };

    public Contact Apply(ContactMergedInto e) =>
        this with { MergedInto = e.WinnerId, MergeId = e.MergeId, ChangedAt = e.MergedAt };

    public Contact Apply(ContactUnmerged e) => this with { MergedInto = null, MergeId = null, ChangedAt = e.UnmergedAt };
}
