using System.Text.Json;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Contacts;

/// <summary>A contact as lists show it; one row per contact, deleted ones included.</summary>
[ReadModel(
    "contact_card",
    Indexes = [
        "sort_name, id", "created_at, id", "owner_id, created_at, id", "stage, created_at, id", "company_id, created_at, id",
        "company_id, sort_name, id", "changed_at, id"])]
public sealed record ContactCard(
    Guid Id,
    long Version,
    PersonName FirstName,
    PersonName LastName,
    PersonName SortName,
    FreeText? Title,
    IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails,
    string? TimeZone,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ContactField> Fields,
    string? Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? DeletedAt,
    TimeZoneProvenance? TimeZoneProvenance,
    string? Stage,
    Guid? CompanyId,
    IReadOnlyDictionary<string, JsonElement> ClearFields,
    Guid? MergedInto)
{
    public static ContactCard Create(Event<ContactAdded> e) => new(
        e.StreamId, e.Version, e.Data.FirstName, e.Data.LastName, SortNameOf(e.Data.FirstName, e.Data.LastName),
        e.Data.Title, e.Data.Phones, e.Data.Emails, e.Data.TimeZone, e.Data.OwnerId, e.Data.Tags, e.Data.Fields,
        e.Data.Source, CreatedAt: e.Data.AddedAt, ChangedAt: e.Data.AddedAt, DeletedAt: null,
        e.Data.TimeZoneProvenance ?? TimeZoneProvenances.After(e.Data.TimeZone, before: null, provenance: null), e.Data.Stage,
        e.Data.CompanyId, ClearFields: new Dictionary<string, JsonElement>(), MergedInto: null);

    public ContactCard Apply(Event<ContactRenamed> e) => At(e, e.Data.RenamedAt) with
    {
        FirstName = e.Data.FirstName,
        LastName = e.Data.LastName,
        SortName = SortNameOf(e.Data.FirstName, e.Data.LastName),
    };

    public ContactCard Apply(Event<ContactPhonesChanged> e) => At(e, e.Data.ChangedAt) with { Phones = e.Data.Phones };

    public ContactCard Apply(Event<ContactEmailsChanged> e) => At(e, e.Data.ChangedAt) with { Emails = e.Data.Emails };

    public ContactCard Apply(Event<ContactDetailsChanged> e) => At(e, e.Data.ChangedAt) with
    {
        Title = e.Data.Title,
        TimeZone = e.Data.TimeZone,
        TimeZoneProvenance = TimeZoneProvenances.After(e.Data.TimeZone, TimeZone, TimeZoneProvenance),
        Fields = e.Data.Fields,
        Source = e.Data.Source,
    };

    public ContactCard Apply(Event<ContactTimeZoneChanged> e) =>
        At(e, e.Data.ChangedAt) with { TimeZone = e.Data.TimeZone, TimeZoneProvenance = e.Data.Provenance };

    public ContactCard Apply(Event<ContactStageChanged> e) => At(e, e.Data.ChangedAt) with { Stage = e.Data.Stage };

    public ContactCard Apply(Event<ContactCompanyChanged> e) =>
        At(e, e.Data.ChangedAt) with { CompanyId = e.Data.CompanyId };

    public ContactCard Apply(Event<ContactClearFieldsChanged> e) => At(e, e.Data.ChangedAt) with
    {
        ClearFields = FieldText.ByName(e.Data.Fields),
    };

    public ContactCard Apply(Event<ContactOwnerAssigned> e) =>
        At(e, e.Data.AssignedAt) with { OwnerId = e.Data.OwnerId };

    public ContactCard Apply(Event<ContactTagsChanged> e) => At(e, e.Data.ChangedAt) with { Tags = e.Data.Tags };

    public ContactCard Apply(Event<ContactDeleted> e) =>
        At(e, e.Data.DeletedAt) with { DeletedAt = e.Data.DeletedAt };

    public ContactCard Apply(Event<ContactRestored> e) => At(e, e.Data.RestoredAt) with { DeletedAt = null };

    public ContactCard Apply(Event<ContactAbsorbed> e) => (At(e, e.Data.AbsorbedAt) with
    {
        FirstName = Absorbed.Name(FirstName, e.Data.FirstName),
        LastName = Absorbed.Name(LastName, e.Data.LastName),
        Title = Absorbed.Text(Title, e.Data.Title),
        Phones = Absorbed.Phones(Phones, e.Data),
        Emails = Absorbed.Emails(Emails, e.Data),
        Tags = Absorbed.Tags(Tags, e.Data),
        Fields = Absorbed.Fields(Fields, e.Data),
        ClearFields = ClearFields.Where(field => !e.Data.Fields.Any(one => one.Name == field.Key && one.Value != FreeText.Erased))
            .Concat(FieldText.ByName(e.Data.ClearFields)).GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.Last().Value),
        TimeZone = e.Data.TimeZone ?? TimeZone,
        TimeZoneProvenance = e.Data.TimeZone is null ? TimeZoneProvenance : e.Data.TimeZoneProvenance,
        OwnerId = e.Data.OwnerId ?? OwnerId,
        CompanyId = e.Data.CompanyId ?? CompanyId,
        Stage = e.Data.Stage ?? Stage,
        Source = e.Data.Source ?? Source,
    }).Sorted();

    public ContactCard Apply(Event<ContactReleased> e) => At(e, e.Data.ReleasedAt);

    /// <summary>As if it were put away: whatever lists contacts in use leaves it out.</summary>
    public ContactCard Apply(Event<ContactMergedInto> e) =>
        At(e, e.Data.MergedAt) with { DeletedAt = e.Data.MergedAt, MergedInto = e.Data.WinnerId };

    public ContactCard Apply(Event<ContactUnmerged> e) => At(e, e.Data.UnmergedAt) with { DeletedAt = null, MergedInto = null };

    /// <summary>The contacts that match, in the order wanted, starting behind <paramref name="after"/> (decision 26).</summary>
    public static Task<IReadOnlyList<ContactCard>> List(
        IQuerySession session, ContactFilter filter, ContactOrder order, ContactKey? after, int rows, CancellationToken ct) =>
        new ContactWalk(session, filter, order, after, rows).Find(ct);

    private static PersonName SortNameOf(PersonName first, PersonName last) =>
        new($"{last.Value} {first.Value}".ToLowerInvariant());

    private ContactCard Sorted() => this with { SortName = SortNameOf(FirstName, LastName) };

    private ContactCard At(Event e, DateTimeOffset changedAt) => this with { Version = e.Version, ChangedAt = changedAt };
}
