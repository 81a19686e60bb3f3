using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// Finds contacts by what somebody typed. A few looks into the index give candidates, no more than a bound; what they say is
/// then compared word by word with what was asked, which ranks them.
/// </summary>
public static class ContactMatches
{
    /// <summary>So many matches are ranked and counted at most.</summary>
    public const int Most = 500;

    /// <summary>With fewer matches than these, words are also taken for misspelt.</summary>
    private const int Few = 10;

    private static readonly string TouchedSql = EmbeddedSql.Beside<ContactSearch>("TouchedContacts.sql");
    private static readonly string SearchedSql = EmbeddedSql.Beside<ContactSearch>("SearchedContacts.sql");

    /// <summary>The matches, the best first. Without a word in <paramref name="text"/>: what the filter lets through, the newest first.</summary>
    public static async Task<FoundContacts> Find(IQuerySession session, string? text, SearchFilter filter, CancellationToken ct)
    {
        var query = SearchQuery.Of(text);
        if (query.IsEmpty && (!string.IsNullOrWhiteSpace(text) || !filter.IsNarrow))
            return new([], IsComplete: true);

        var search = new Looks(session, query, filter);
        if (query.IsEmpty)
            await search.Everything(ct);
        else
            await search.Words(ct);
        var found = await Touched(session, search.Found.Where(match => Passes(match.Row, filter)), filter, ct);
        ContactMatch[] all = [.. found.OrderByDescending(match => match.Score).ThenByDescending(match => match.Row.Id)];
        return new([.. all.Take(Most)], search.IsComplete && all.Length <= Most);
    }

    // Two texts may have one key; the index says what may be there, the row what is.
    private static bool Passes(ContactSearch row, SearchFilter filter) =>
        (filter.Tag is null || row.Tags.Contains(filter.Tag)) && (filter.TimeZone is null || row.TimeZone == filter.TimeZone)
        && (filter.Stage is null || row.Stage == filter.Stage) && (filter.CompanyId is null || row.CompanyId == filter.CompanyId)
        && (filter.Fields ?? []).All(field => field.Passes(ValueOf(row, field)));

    private static string? ValueOf(ContactSearch row, FieldFilter field) => field.IsPersonal
        ? row.Fields.FirstOrDefault(known => known.Name == field.Name)?.Value.Value
        : row.ClearFields.FirstOrDefault(known => known.Name == field.Name)?.Value;

    private static async Task<IEnumerable<ContactMatch>> Touched(
        IQuerySession session, IEnumerable<ContactMatch> matches, SearchFilter filter, CancellationToken ct)
    {
        if (filter is { TouchedFrom: null, TouchedBefore: null })
            return matches;

        var all = matches.ToArray();
        var rows = await session.Query<Touch>(
            TouchedSql, ct, Parameter.Of(session.TenantId), Parameter.Of([.. all.Select(match => match.Row.Id)]));
        var last = rows.ToDictionary(row => row.Id, row => row.At);
        return all.Where(match =>
        {
            var at = last.TryGetValue(match.Row.Id, out var happened) && happened > match.Row.ChangedAt ? happened : match.Row.ChangedAt;
            return (filter.TouchedFrom is not { } from || at >= from) && (filter.TouchedBefore is not { } before || at < before);
        });
    }

    /// <summary>The looks for one query, and what they found.</summary>
    private sealed class Looks(IQuerySession session, SearchQuery query, SearchFilter filter)
    {
        private readonly Dictionary<Guid, ContactMatch> _found = [];
        private readonly Relevance _relevance = new(query);
        private readonly Dictionary<Guid, string> _companies = [];
        private QueryKeys _keys = new(new(session.TenantId));

        public IEnumerable<ContactMatch> Found => _found.Values;

        public bool IsComplete { get; private set; } = true;

        public Task Everything(CancellationToken ct) => Look(new([], []), _ => 1000, ct);

        public async Task Words(CancellationToken ct)
        {
            _keys = new(new(session.TenantId), await FoundCompanies.ByWord(session, query.Words, ct));
            await Look(_keys.Written(query.Words), _relevance.Of, ct);
            // More have a word than are ranked: those whose name it is must be among them.
            if (!IsComplete)
                await Look(_keys.Named(query.Words), _relevance.Of, ct);
            foreach (var phone in query.Phones)
                await Look(_keys.Dialled(phone, query.Words.Except(phone.Words)), _relevance.Of, ct);
            await LookInNotes(ct);
            if (_found.Count < Few && _keys.Mistaken(query.PlainWords, query.Phones) is { } mistaken)
                await Look(mistaken, _relevance.Of, ct);
        }

        /// <summary>The contacts with what their companies are called now.</summary>
        private async Task<IReadOnlyList<ContactSearch>> Present(IReadOnlyList<ContactSearch> rows, CancellationToken ct)
        {
            Guid[] unknown = [.. rows.Select(row => row.CompanyId).OfType<Guid>().Distinct().Where(id => !_companies.ContainsKey(id))];
            if (unknown.Length > 0 && !query.IsEmpty)
            {
                foreach (var (id, name) in await CompanySearch.NamesOf(session, unknown, ct))
                    _companies[id] = name;
            }

            return [.. rows.Select(row => row.CompanyId is { } id && _companies.TryGetValue(id, out var name) ? row with { CompanyName = name } : row)];
        }

        private async Task Look(Candidates wanted, Func<ContactSearch, int> score, CancellationToken ct)
        {
            var rows = await Present(await wanted.Contacts(session, filter, Most + 1, ct), ct);
            IsComplete &= rows.Count <= Most;
            foreach (var row in rows)
            {
                if (score(row) is > 0 and var worth)
                    _found.TryAdd(row.Id, new(row, worth, Note: null));
            }
        }

        private async Task LookInNotes(CancellationToken ct)
        {
            var notes = await _keys.Noted(query.Words).Notes(session, filter, Most + 1, ct);
            IsComplete &= notes.Count <= Most;
            var fitting = notes.Where(note => !_found.ContainsKey(note.Id)).DistinctBy(note => note.Id)
                .Select(note => (note, Score: _relevance.Of(note.Note))).Where(fit => fit.Score > 0).ToDictionary(fit => fit.note.Id);
            if (fitting.Count == 0)
                return;
            foreach (var row in await Present(
                await session.Query<ContactSearch>(SearchedSql, ct, Parameter.Of(session.TenantId), Parameter.Of([.. fitting.Keys])), ct))
            {
                _found.TryAdd(row.Id, new(row, fitting[row.Id].Score, fitting[row.Id].note.Note));
            }
        }
    }

    private sealed record Touch(Guid Id, DateTimeOffset At);
}
