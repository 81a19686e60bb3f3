using Npgsql;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// A row of <c>mt_events</c> as it counts for its hash: everything that says what happened, when, to whom and by whom,
/// encrypted where it is encrypted. Not <c>is_archived</c>, which may change, and not <c>mt_dotnet_type</c>, which only
/// helps Marten to find a class.
/// </summary>
internal sealed record HistoryRow(
    long Sequence, Guid EventId, Guid? StreamId, long Version, string Data, string Type, DateTimeOffset Timestamp,
    string TenantId, string? Correlation, string? Causation, string? User, string? Headers, byte[]? Binary)
{
    /// <summary>The columns that <see cref="Read"/> wants, in its order.</summary>
    public const string Columns =
        "e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.tenant_id, e.correlation_id, e.causation_id, "
        + "e.user_name, e.headers, e.bdata";

    /// <summary>Reads the current row of a statement that selects <see cref="Columns"/>.</summary>
    public static HistoryRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.IsDBNull(2) ? null : reader.GetGuid(2),
        reader.GetInt64(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetFieldValue<DateTime>(6),
        reader.GetString(7),
        Text(reader, 8),
        Text(reader, 9),
        Text(reader, 10),
        Text(reader, 11),
        reader.IsDBNull(12) ? null : reader.GetFieldValue<byte[]>(12));

    /// <summary>
    /// SHA-256 of, in this order: <c>SE-ROW-1</c>, sequence, event id, stream id (zeros for none), version, time, tenant,
    /// type, data, binary data, correlation, causation, user, headers. JSON is the text that PostgreSQL prints for it.
    /// </summary>
    public byte[] Hash(Canonical bytes) => bytes.Begin("SE-ROW-1"u8)
        .Number(Sequence).Id(EventId).Id(StreamId ?? Guid.Empty).Number(Version).Instant(Timestamp)
        .Text(TenantId).Text(Type).Text(Data).Bytes(Binary)
        .Text(Correlation).Text(Causation).Text(User).Text(Headers)
        .Hash();

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
