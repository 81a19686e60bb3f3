using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Search;

/// <summary>One look into the index: rows that have every key of one set and some key of each of the others.</summary>
internal sealed record Candidates(IReadOnlyList<int> All, IReadOnlyList<int[]> Some)
{
    /// <summary>Words beyond these are not looked for in the index, only in what it gives.</summary>
    public const int MostSets = 6;

    private const int MostOwnerKeys = 64;
    private static readonly string ContactsSql = EmbeddedSql.Beside<Candidates>("SearchContacts.sql");
    private static readonly string NotesSql = EmbeddedSql.Beside<Candidates>("SearchNotes.sql");

    /// <summary>Whether it would be a look at everything.</summary>
    public bool IsEmpty => All.Count == 0 && Some.Count == 0;

    /// <summary>Contacts, at most <paramref name="rows"/>.</summary>
    public Task<IReadOnlyList<ContactSearch>> Contacts(IQuerySession session, SearchFilter filter, int rows, CancellationToken ct)
    {
        var keys = new FilterKeys(new(session.TenantId));
        var fields = (filter.Fields ?? []).Select(keys.Field).OfType<int[]>().ToArray();
        int[] all =
        [
            .. All,
            .. keys.All(filter.Tag, filter.TimeZone, filter.Stage, filter.CompanyId),
            .. fields.Where(set => set.Length == 1).Select(set => set[0]),
        ];
        // What finds no place here is dropped where rows are compared.
        int[][] some = [.. Some, .. fields.Where(set => set.Length != 1)];
        int[]? Wanted(int nth) => nth < some.Length ? some[nth] : null;
        var owners = OwnersOf(filter);
        int[]? ownerKeys = owners is { Length: > 0 and <= MostOwnerKeys } ? [.. owners.Select(keys.Owner)] : null;
        return session.Query<ContactSearch>(
            ContactsSql,
            ct,
            Parameter.Of(all.Length > 0 ? all : null),
            Parameter.Of(ownerKeys),
            Parameter.Of(Wanted(0)), Parameter.Of(Wanted(1)), Parameter.Of(Wanted(2)), Parameter.Of(Wanted(3)), Parameter.Of(Wanted(4)), Parameter.Of(Wanted(5)),
            Parameter.Of(owners),
            Parameter.Of(filter.CreatedFrom),
            Parameter.Of(filter.CreatedBefore),
            Parameter.Of(rows));
    }

    /// <summary>Contacts with a note that has the keys, at most <paramref name="rows"/>.</summary>
    public Task<IReadOnlyList<NotedContact>> Notes(IQuerySession session, SearchFilter filter, int rows, CancellationToken ct) =>
        session.Query<NotedContact>(
            NotesSql,
            ct,
            Parameter.Of(Set(0)), Parameter.Of(Set(1)), Parameter.Of(Set(2)), Parameter.Of(Set(3)), Parameter.Of(Set(4)), Parameter.Of(Set(5)),
            Parameter.Of(OwnersOf(filter)),
            Parameter.Of(filter.CreatedFrom),
            Parameter.Of(filter.CreatedBefore),
            Parameter.Of(rows));

    private static Guid[]? OwnersOf(SearchFilter filter) => (filter.Reach, filter.Owners) switch
    {
        (null, var wanted) => wanted,
        (var reached, null) => reached,
        var (reached, wanted) => [.. reached.Intersect(wanted)],
    };

    private int[]? Set(int nth) => nth < Some.Count ? Some[nth] : null;
}

/// <summary>A contact and one of its notes.</summary>
public sealed record NotedContact(Guid Id, string Note);
