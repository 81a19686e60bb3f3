using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>What becomes of people in the key database: each call is one transaction and one round trip.</summary>
internal sealed class SubjectStates(Databases databases)
{
    private const string EraseSql = "select engagement.erase_subject($1, $2)";
    private const string HoldSql = "select engagement.hold_subject($1, $2, $3)";
    private const string MergeSql = "select engagement.merge_subjects($1, $2, $3)";
    private const string IdsSql = "select array(select engagement.ids_of_person($1, $2))::text[]";
    private static readonly string StateSql = EmbeddedSql.Beside<SubjectStates>("SubjectState.sql");

    public async Task<SubjectState> Of(SubjectId id, CancellationToken ct) => await Ask<string>(id, StateSql, ct) switch
    {
        "active" => SubjectState.Active,
        "held" => SubjectState.Held,
        "erased" => SubjectState.Erased,
        _ => SubjectState.NeverSeen,
    };

    /// <summary>Every id of the person behind an id.</summary>
    public async Task<string[]> IdsOf(SubjectId id, CancellationToken ct) => (await Ask<string[]>(id, IdsSql, ct))!;

    /// <summary>Destroys the keys of all ids of the person and sets the fence.</summary>
    /// <exception cref="SubjectHeldException">The person is under legal hold.</exception>
    public async Task Erase(SubjectId id, CancellationToken ct)
    {
        if (await Ask<string>(id, EraseSql, ct) == "held")
            throw new SubjectHeldException(id.Subject);
    }

    /// <summary>Forbids erasure, or allows it again; whoever has no key is left alone.</summary>
    /// <exception cref="SubjectErasedException">The person is erased already.</exception>
    public async Task Hold(SubjectId id, bool held, CancellationToken ct)
    {
        if (await Ask<string>(id, HoldSql, ct, Sql.Text(held ? "held" : "active")) == "erased")
            throw new SubjectErasedException(id.Subject);
    }

    /// <summary>Makes <paramref name="provisional"/> one of the person's ids; both have keys.</summary>
    /// <exception cref="SubjectErasedException">One of them is erased.</exception>
    /// <exception cref="SubjectMergeException">They cannot be one.</exception>
    public async Task Merge(SubjectId provisional, string person, CancellationToken ct)
    {
        switch (await Ask<string>(provisional, MergeSql, ct, Sql.Text(person)))
        {
            case "erased":
                throw new SubjectErasedException(provisional.Subject);
            case "cycle":
                throw new SubjectMergeException(SubjectMergeException.Cycle, provisional.Subject, person);
            case "merged elsewhere":
                throw new SubjectMergeException(SubjectMergeException.MergedElsewhere, provisional.Subject, person);
        }
    }

    private async Task<T?> Ask<T>(SubjectId id, string sql, CancellationToken ct, params NpgsqlParameter[] more)
        where T : class
    {
        await using var batch = databases.Keys.CreateBatch();
        batch.SetTenant(id.TenantId);
        batch.Add(sql, [Sql.Text(id.TenantId), Sql.Text(id.Subject), .. more]);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return await reader.IsDBNullAsync(0, ct) ? null : await reader.GetFieldValueAsync<T>(0, ct);
    }
}
