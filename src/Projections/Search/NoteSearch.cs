using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Projections.Search;

/// <summary>A note about a contact as search finds it: one row per event that has one. Read through <c>engagement.search_notes</c> alone.</summary>
[ReadModel("note_search", Searched = ["keys"], Readers = ["engagement_search"])]
public sealed record NoteSearch(Guid Id, Guid ContactId, DateTimeOffset At, FreeText Body, int[] Keys)
{
    private const int MostWords = 300;

    public static NoteSearch? Create(Event<CallDispositioned> e) => e.Data.Note is { } note
        ? new(e.Id, e.Data.ContactId, e.Data.DispositionedAt, note, KeysOf(e.TenantId, note))
        : null;

    private static int[] KeysOf(string tenantId, FreeText note)
    {
        if (note == FreeText.Erased)
            return [];

        var key = new SearchKey(tenantId);
        return [.. Words.Of(note.Value).Take(MostWords).SelectMany(word => word.Forms)
            .Select(form => key.Of(KeyKind.Note, form)).Distinct().Order()];
    }
}
