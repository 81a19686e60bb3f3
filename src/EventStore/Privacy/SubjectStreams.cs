using System.Collections.Concurrent;
using Npgsql;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Writes down which streams hold values of a person other than their own, so that an erasure finds them. A pair costs
/// a row once; this node then knows it, until so many are known that it starts again.
/// </summary>
internal sealed class SubjectStreams
{
    private const int Limit = 100_000;
    private static readonly string AddSql = EmbeddedSql.Beside<SubjectStreams>("AddSubjectStreams.sql");
    private readonly ConcurrentDictionary<SubjectStream, bool> _known = new();

    /// <summary>Adds the pairs that are not known yet to the transaction that appends these events.</summary>
    /// <returns>The pairs added: tell <see cref="Remember"/> once they are committed, and never before.</returns>
    public IReadOnlyCollection<SubjectStream> AddTo(NpgsqlBatch batch, string tenantId, IEnumerable<EncodedEvent> events)
    {
        HashSet<SubjectStream>? fresh = null;
        foreach (var e in events)
        {
            if (e.Subject is null || (Guid.TryParse(e.Subject, out var person) && person == e.StreamId))
                continue;
            var pair = new SubjectStream(tenantId, e.Subject, e.StreamId);
            if (!_known.ContainsKey(pair))
                (fresh ??= []).Add(pair);
        }

        if (fresh is null)
            return [];
        batch.Add(
            AddSql, Sql.Text(tenantId),
            Sql.Texts([.. fresh.Select(pair => pair.Subject)]), Sql.Ids([.. fresh.Select(pair => pair.StreamId)]));
        return fresh;
    }

    /// <summary>These are committed: they need not be written again.</summary>
    public void Remember(IReadOnlyCollection<SubjectStream> committed)
    {
        if (committed.Count > 0 && _known.Count >= Limit)
            _known.Clear();
        foreach (var pair in committed)
            _known[pair] = true;
    }
}

/// <summary>A stream that holds values of a person although it is not the person's own.</summary>
internal readonly record struct SubjectStream(string TenantId, string Subject, Guid StreamId);
