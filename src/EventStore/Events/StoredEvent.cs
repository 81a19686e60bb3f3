using Npgsql;

namespace SalesEngagement.EventStore.Events;

/// <summary>
/// A row of <c>mt_events</c> as it lies there: JSON not parsed, personal data encrypted. Rows of a rebuild share one piece
/// of memory, which is used again once they are decoded: nobody keeps them for longer.
/// </summary>
internal sealed record StoredEvent(
    long Sequence,
    Guid Id,
    Guid StreamId,
    long Version,
    ReadOnlyMemory<byte> Data,
    string Type,
    DateTimeOffset Timestamp,
    string TenantId,
    string? CorrelationId,
    string? CausationId,
    string? UserName,
    string? Headers)
{
    /// <summary>The columns that <see cref="Read"/> wants, in its order.</summary>
    public const string Columns =
        "seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, user_name, headers";

    /// <summary>Marten writes these for numbers it gave up; they say nothing.</summary>
    public bool IsTombstone => Type == "tombstone";

    /// <summary>Reads the current row of a statement that selects <see cref="Columns"/> first.</summary>
    public static StoredEvent Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.GetGuid(2),
        reader.GetInt64(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetString(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetString(7),
        Text(reader, 8),
        Text(reader, 9),
        Text(reader, 10),
        Text(reader, 11));

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
