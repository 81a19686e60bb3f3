using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// A contact as search finds it: what is searched, and the keys to it. Read through <c>engagement.search_contacts</c> alone,
/// which row-level security would keep from its index otherwise; in the order of the last change by who looks for duplicates.
/// </summary>
[ReadModel("contact_search", Version = 2, Indexes = ["as_of"], Searched = ["keys"], Readers = ["engagement_search"])]
public sealed record ContactSearch(
    Guid Id,
    Guid OwnerId,
    PersonName FirstName,
    PersonName LastName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    string? TimeZone,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    IReadOnlyList<ClearField> ClearFields,
    string? Stage,
    Guid? CompanyId,
    string? CompanyName,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeletedAt,
    IReadOnlyList<OtherName> OtherNames,
    int[] Keys)
{
    public static ContactSearch Create(Event<ContactAdded> e) => new ContactSearch(
        e.StreamId, e.Data.OwnerId, e.Data.FirstName, e.Data.LastName, e.Data.Title, e.Data.Phones, e.Data.Emails,
        e.Data.TimeZone, e.Data.Tags, e.Data.Fields, ClearFields: [], e.Data.Stage, e.Data.CompanyId, e.Data.CompanyName,
        CreatedAt: e.Data.AddedAt, ChangedAt: e.Data.AddedAt, DeletedAt: null, OtherNames: [], Keys: []).Found(e, e.Data.AddedAt);

    public ContactSearch Apply(Event<ContactRenamed> e) =>
        (this with { FirstName = e.Data.FirstName, LastName = e.Data.LastName }).Found(e, e.Data.RenamedAt);

    public ContactSearch Apply(Event<ContactPhonesChanged> e) => (this with { Phones = e.Data.Phones }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactEmailsChanged> e) => (this with { Emails = e.Data.Emails }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactDetailsChanged> e) =>
        (this with { Title = e.Data.Title, TimeZone = e.Data.TimeZone, Fields = e.Data.Fields }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactTimeZoneChanged> e) => (this with { TimeZone = e.Data.TimeZone }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactStageChanged> e) => (this with { Stage = e.Data.Stage }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactCompanyChanged> e) =>
        (this with { CompanyId = e.Data.CompanyId, CompanyName = e.Data.CompanyName }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactClearFieldsChanged> e) => (this with { ClearFields = e.Data.Fields }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactOwnerAssigned> e) => (this with { OwnerId = e.Data.OwnerId }).Found(e, e.Data.AssignedAt);

    public ContactSearch Apply(Event<ContactTagsChanged> e) => (this with { Tags = e.Data.Tags }).Found(e, e.Data.ChangedAt);

    public ContactSearch Apply(Event<ContactDeleted> e) => (this with { DeletedAt = e.Data.DeletedAt }).Found(e, e.Data.DeletedAt);

    public ContactSearch Apply(Event<ContactRestored> e) => (this with { DeletedAt = null }).Found(e, e.Data.RestoredAt);

    public ContactSearch Apply(Event<ContactAbsorbed> e) => (this with
    {
        FirstName = Absorbed.Name(FirstName, e.Data.FirstName),
        LastName = Absorbed.Name(LastName, e.Data.LastName),
        Title = Absorbed.Text(Title, e.Data.Title),
        Phones = Absorbed.Phones(Phones, e.Data),
        Emails = Absorbed.Emails(Emails, e.Data),
        Tags = Absorbed.Tags(Tags, e.Data),
        Fields = Absorbed.Fields(Fields, e.Data),
        ClearFields = Absorbed.ClearFields(ClearFields, e.Data),
        TimeZone = e.Data.TimeZone ?? TimeZone,
        OwnerId = e.Data.OwnerId ?? OwnerId,
        CompanyId = e.Data.CompanyId ?? CompanyId,
        CompanyName = e.Data.CompanyId is null ? CompanyName : e.Data.CompanyName,
        Stage = e.Data.Stage ?? Stage,
        OtherNames = Absorbed.Names(OtherNames, e.Data),
    }).Found(e, e.Data.AbsorbedAt);

    public ContactSearch Apply(Event<ContactReleased> e) =>
        (this with { OtherNames = Absorbed.Names(OtherNames, e.Data) }).Found(e, e.Data.ReleasedAt);

    /// <summary>As if it were put away: the survivor is found instead.</summary>
    public ContactSearch Apply(Event<ContactMergedInto> e) => (this with { DeletedAt = e.Data.MergedAt }).Found(e, e.Data.MergedAt);

    public ContactSearch Apply(Event<ContactUnmerged> e) => (this with { DeletedAt = null }).Found(e, e.Data.UnmergedAt);

    /// <summary>All that it is called: its name, and those of contacts that were merged into it.</summary>
    public IEnumerable<string> AllNames() =>
        OtherNames.Select(name => $"{name.FirstName.Value} {name.LastName.Value}".Trim()).Prepend($"{FirstName.Value} {LastName.Value}".Trim()).Distinct();

    private ContactSearch Found(Event e, DateTimeOffset changedAt)
    {
        var changed = this with { ChangedAt = changedAt };
        return changed with { Keys = ContactKeys.Of(e.TenantId, changed) };
    }
}
