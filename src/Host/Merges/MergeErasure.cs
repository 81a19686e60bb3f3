using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Merges;

/// <summary>
/// Contacts that were merged are one person: whoever of them is erased, all are. Waits for merges in flight; those that come
/// later see the erasure and are refused.
/// </summary>
internal sealed class MergeErasure(IEventStore store, IPrivacy privacy) : IErasurePart
{
    private const string LockAloneSql = "select pg_advisory_xact_lock(7342, hashtext($1))";
    private static readonly string OnePersonSql = EmbeddedSql.Beside<MergeErasure>("OnePerson.sql");

    public async Task Erase(
        string tenantId, IReadOnlyCollection<string> subjects, IReadOnlyCollection<Guid> streams, CancellationToken ct)
    {
        var session = store.Open(tenantId, new("erasure"));
        session.Write(LockAloneSql, new NpgsqlParameter<string> { TypedValue = tenantId });
        await session.Save(ct);
        foreach (var other in await Others(store, tenantId, subjects, ct))
        {
            if (await privacy.StateOf(tenantId, other, ct) != SubjectState.Erased)
                await privacy.Erase(tenantId, other, ct);
        }
    }

    /// <summary>Who was merged with whom says nothing about anybody, and stays with the history.</summary>
    public Task EraseTenant(string tenantId, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The other contacts that are the same person as these.</summary>
    public static async Task<IEnumerable<string>> Others(
        IEventStore store, string tenantId, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        Guid[] ids = [.. subjects.Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse)];
        if (ids.Length == 0)
            return [];
        var all = await store.Query(tenantId).Query<Found>(
            OnePersonSql, ct, new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = ids });
        return all.Select(one => $"{one.Id}").Except(subjects);
    }

    private sealed record Found(Guid Id);
}
