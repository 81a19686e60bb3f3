using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// Decides about the rows of one batch in their order: who is new, who is there already, who was in a row before. Contacts
/// that are put away, or out of the sender's reach, are as if they were not there.
/// </summary>
internal sealed class BatchDecision(
    ImportSettings settings,
    bool isDryRun,
    ILookup<byte[], KnownAddress> known,
    IReadOnlyDictionary<Guid, StreamState<Contact>> contacts,
    Func<Guid> newId,
    DateTimeOffset now)
{
    private readonly RecordScope _reach = settings.Reach is { } owners ? RecordScope.Of(owners) : RecordScope.All;
    private readonly Dictionary<byte[], long> _rowOfHash = new(HashComparer.Instance);
    private readonly Dictionary<Guid, long> _rowOfContact = [];

    public RowOutcome[] Decide(IEnumerable<RowDraft> drafts) => [.. drafts.Select(Decide)];

    private RowOutcome Decide(RowDraft draft)
    {
        if (draft.Contact is not { } contact)
            return new(draft.Row, RowVerdict.Refused, ContactId: null, draft.Reasons);

        var found = draft.Hashes.SelectMany(hash => known[hash.Hash]).ToArray();
        Guid[] there = [.. found.Select(one => one.ContactId).OfType<Guid>().Where(IsThere).Distinct()];
        if (RowBefore(draft, found, there) is { } row)
            return Duplicate(draft, there is [var same] ? same : null, $"is the person of row {row}");
        return there switch
        {
            [] => Created(draft, contact),
            [var only] when settings.Updates => Changed(draft, contact, only),
            [var only] => Duplicate(draft, only, "is there already"),
            [var first, ..] => Duplicate(draft, first, $"fits {there.Length} contacts that are there already"),
        };
    }

    private bool IsThere(Guid id) =>
        contacts.TryGetValue(id, out var stream) && stream.State is { IsDeleted: false } state && _reach.Covers(state);

    /// <summary>The row of this file in which the person was before.</summary>
    private long? RowBefore(RowDraft draft, KnownAddress[] found, Guid[] there)
    {
        foreach (var hash in draft.Hashes)
        {
            if (_rowOfHash.TryGetValue(hash.Hash, out var row))
                return row;
        }

        foreach (var id in there)
        {
            if (_rowOfContact.TryGetValue(id, out var row))
                return row;
        }

        return found.FirstOrDefault(one => one.Row is not null && (one.ContactId is not { } id || there.Contains(id)))?.Row;
    }

    private RowOutcome Created(RowDraft draft, AddContact contact)
    {
        foreach (var hash in draft.Hashes)
            _rowOfHash.TryAdd(hash.Hash, draft.Row);
        return isDryRun
            ? new(draft.Row, RowVerdict.Created, ContactId: null, []) { Seen = [.. draft.Hashes.Select(hash => hash.Hash)] }
            : new(draft.Row, RowVerdict.Created, newId(), []) { Decision = AddContactHandler.Handle(contact, now) };
    }

    private RowOutcome Changed(RowDraft draft, AddContact contact, Guid id)
    {
        _rowOfContact[id] = draft.Row;
        var (state, version, _) = contacts[id];
        var decision = ChangeContactHandler.Handle(RowUpdate.Of(contact, state!), state!, now);
        if (decision.Rejection is { } rejection)
            return new(draft.Row, RowVerdict.Refused, id, [new(Column: null, Field: null, rejection.Detail)]);
        return decision.Any()
            ? new(draft.Row, RowVerdict.Changed, id, []) { Decision = decision, Before = version }
            : new(draft.Row, RowVerdict.Unchanged, id, []);
    }

    private RowOutcome Duplicate(RowDraft draft, Guid? id, string message)
    {
        if (id is { } contact)
            _rowOfContact.TryAdd(contact, draft.Row);
        return new(draft.Row, RowVerdict.Duplicate, id, [new(Column: null, Field: null, message)]);
    }
}

/// <summary>Who has an address, or in which row of this import it stood.</summary>
internal sealed record KnownAddress(byte[] Hash, Guid? ContactId, long? Row);
