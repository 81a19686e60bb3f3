using System.Globalization;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Contacts;

/// <summary>What happened with a contact, one row per event that matters to people.</summary>
[ReadModel("contact_timeline", Indexes = ["contact_id, at, id", "at, contact_id"])]
public sealed record ContactTimeline(
    Guid Id,
    Guid ContactId,
    TimelineKind Kind,
    DateTimeOffset At,
    string? By,
    string Title,
    FreeText? Body,
    Guid? CallId)
{
    public static ContactTimeline Create(Event<ContactAdded> e) => AboutContact(e, e.Data.AddedAt, "Contact added");

    public static ContactTimeline Create(Event<ContactDeleted> e) => AboutContact(e, e.Data.DeletedAt, "Contact deleted");

    public static ContactTimeline Create(Event<ContactRestored> e) =>
        AboutContact(e, e.Data.RestoredAt, "Contact restored");

    public static ContactTimeline Create(Event<ContactCompanyChanged> e) => AboutContact(
        e, e.Data.ChangedAt, e.Data.CompanyName is { } name ? $"Works for {name}" : "Works for no company");

    public static ContactTimeline Create(Event<ContactAbsorbed> e) =>
        AboutContact(e, e.Data.AbsorbedAt, "Another contact was merged into this one");

    public static ContactTimeline Create(Event<ContactReleased> e) => AboutContact(e, e.Data.ReleasedAt, "Merge taken back");

    /// <summary>On the one that was merged; while it is, only the survivor's timeline is seen, which says so itself.</summary>
    public static ContactTimeline Create(Event<ContactUnmerged> e) =>
        AboutContact(e, e.Data.UnmergedAt, "Merge into another contact taken back");

    public static ContactTimeline Create(Event<CallEnded> e) =>
        AboutCall(e, e.Data.ContactId, e.Data.UserId, TimelineKind.Call, e.Data.EndedAt, TitleOf(e.Data));

    /// <summary>A recording that is still running is no news.</summary>
    public static ContactTimeline? Create(Event<CallRecorded> e) => e.Data.State == RecordingState.InProgress
        ? null
        : AboutCall(e, e.Data.ContactId, e.Data.UserId, TimelineKind.Recording, e.Data.RecordedAt, TitleOf(e.Data));

    public static ContactTimeline Create(Event<CallDispositioned> e) =>
        AboutCall(
            e, e.Data.ContactId, e.Data.UserId, TimelineKind.Disposition, e.Data.DispositionedAt,
            $"Disposition: {Words(e.Data.Disposition)}") with { Body = e.Data.Note };

    /// <summary>A contact's timeline, the newest first, starting behind <paramref name="after"/>.</summary>
    public static Task<IReadOnlyList<ContactTimeline>> Of(
        IQuerySession session, Guid contactId, TimelineFilter filter, TimelineKey? after, int rows, CancellationToken ct) =>
        session.Query<ContactTimeline>(
            EmbeddedSql.Beside<ContactTimeline>("ContactTimeline.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(contactId),
            Parameter.Of(filter.Kind?.ToString()),
            Parameter.Of(filter.From),
            Parameter.Of(filter.To),
            Parameter.Of(after?.At),
            Parameter.Of(after?.Id),
            Parameter.Of(rows));

    /// <summary>The timelines of a company's people as one, likewise; of those people only whose owners are reached (null: all).</summary>
    public static Task<IReadOnlyList<ContactTimeline>> OfCompany(
        IQuerySession session, Guid companyId, Guid[]? reach, TimelineFilter filter, TimelineKey? after, int rows, CancellationToken ct) =>
        session.Query<ContactTimeline>(
            EmbeddedSql.Beside<ContactTimeline>("CompanyTimeline.sql"),
            ct,
            Parameter.Of(session.TenantId),
            Parameter.Of(companyId),
            Parameter.Of(filter.Kind?.ToString()),
            Parameter.Of(filter.From),
            Parameter.Of(filter.To),
            Parameter.Of(after?.At),
            Parameter.Of(after?.Id),
            Parameter.Of(rows),
            Parameter.Of(reach));

    private static ContactTimeline AboutContact(Event e, DateTimeOffset at, string title) =>
        new(e.Id, e.StreamId, TimelineKind.Contact, at, e.UserName, title, Body: null, CallId: null);

    private static ContactTimeline AboutCall(
        Event e, Guid contactId, Guid userId, TimelineKind kind, DateTimeOffset at, string title) =>
        new(e.Id, contactId, kind, at, userId.ToString(), title, Body: null, e.StreamId);

    private static string TitleOf(CallEnded e) => e.Status == CallStatus.Completed
        ? $"{e.Direction} call, {Length(e.TalkSeconds)}"
        : $"{e.Direction} call, {Words(e.Status)}";

    private static string TitleOf(CallRecorded e) =>
        e.State == RecordingState.Completed ? $"Recording, {Length(e.Seconds)}" : "No recording was made";

    private static string Length(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60} s");

    /// <summary><c>LeftVoicemail</c> → <c>left voicemail</c>.</summary>
    private static string Words(Enum name) =>
        string.Concat(name.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToLowerInvariant();
}
