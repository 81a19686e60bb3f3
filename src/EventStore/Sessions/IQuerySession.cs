using Npgsql;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>Reads rows of one tenant; row-level security sees to it.</summary>
public interface IQuerySession
{
    /// <summary>Whose rows it shows, and nobody else's.</summary>
    string TenantId { get; }

    /// <summary>The row of a read model with this key (the values of its key columns in order), or null.</summary>
    Task<T?> Load<T>(CancellationToken ct, params object[] key)
        where T : class;

    /// <summary>
    /// Runs a statement and maps each row to <typeparamref name="T"/>: column <c>talk_seconds</c> to the constructor
    /// parameter <c>TalkSeconds</c>. Parameters are positional (<c>$1</c>).
    /// </summary>
    Task<IReadOnlyList<T>> Query<T>(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
        where T : class;
}
