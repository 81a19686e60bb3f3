using System.Buffers.Binary;
using System.Text;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Reads parts of the log through <c>COPY … (FORMAT binary)</c>, in one piece each: there is nothing per row or column to
/// negotiate, which is most of what reading costs. Format: PostgreSQL's documentation of COPY, "Binary Format".
/// </summary>
internal sealed class LogCopy(NpgsqlConnection connection)
{
    private const int Header = 19;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CompositeFormat Sql = CompositeFormat.Parse(EmbeddedSql.Beside<LogCopy>("CopyLog.sql"));
    private readonly MemoryStream[] _parts = [new(), new()];
    private readonly LastText _type = new(), _tenant = new(), _correlation = new(), _causation = new(), _user = new();
    private int _turn;

    /// <summary>
    /// What the server sends of a part of the log. One part may be on its way while the one before it is decoded: then its
    /// memory is used again.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>> Fetch(LogQuery query, CancellationToken ct)
    {
        var tenant = query.TenantId is null ? "" : $"and e.tenant_id = {Literal(query.TenantId)}";
        var sql = string.Format(
            null, Sql, query.From, query.UpTo, string.Join(", ", query.Types.Select(Literal)), tenant);
        await using var copy = await connection.BeginRawBinaryCopyAsync(sql, ct);
        var bytes = _parts[_turn++ % _parts.Length];
        bytes.SetLength(0);
        await copy.CopyToAsync(bytes, 1 << 16, ct);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>The rows in it.</summary>
    public List<StoredEvent> Parse(ReadOnlyMemory<byte> bytes)
    {
        var rows = new List<StoredEvent>();
        bytes = bytes[Header..];
        while (BinaryPrimitives.ReadInt16BigEndian(bytes.Span) > 0)
        {
            bytes = bytes[2..];
            rows.Add(Row(ref bytes));
        }

        return rows;
    }

    private StoredEvent Row(ref ReadOnlyMemory<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes).Span),
        new Guid(Field(ref bytes).Span, bigEndian: true),
        new Guid(Field(ref bytes).Span, bigEndian: true),
        BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes).Span),
        Field(ref bytes)[1..], // jsonb: the first byte is the format's version.
        _type.Of(Field(ref bytes).Span),
        Instant(BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes).Span)),
        _tenant.Of(Field(ref bytes).Span),
        Text(ref bytes, _correlation),
        Text(ref bytes, _causation),
        Text(ref bytes, _user),
        Json(ref bytes));

    private static ReadOnlyMemory<byte> Field(ref ReadOnlyMemory<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.Span);
        var field = bytes.Slice(4, Math.Max(length, 0));
        bytes = bytes[(4 + field.Length)..];
        return field;
    }

    private static bool IsNull(ReadOnlyMemory<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes.Span) < 0;

    private static string? Text(ref ReadOnlyMemory<byte> bytes, LastText last)
    {
        var isNull = IsNull(bytes);
        var field = Field(ref bytes);
        return isNull ? null : last.Of(field.Span);
    }

    private static string? Json(ref ReadOnlyMemory<byte> bytes)
    {
        var isNull = IsNull(bytes);
        var field = Field(ref bytes);
        return isNull ? null : Encoding.UTF8.GetString(field.Span[1..]);
    }

    // Microseconds since 2000; -infinity stands for the earliest.
    private static DateTimeOffset Instant(long microseconds) => microseconds switch
    {
        long.MinValue => DateTimeOffset.MinValue,
        long.MaxValue => DateTimeOffset.MaxValue,
        _ => Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond),
    };

    // COPY takes no parameters. Types are names of this program, the tenant is an operator's word.
    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Neighbours in the log are mostly alike: one string serves them.</summary>
    private sealed class LastText
    {
        private string _text = "";
        private byte[] _bytes = [];

        public string Of(ReadOnlySpan<byte> field)
        {
            if (!field.SequenceEqual(_bytes))
                (_text, _bytes) = (Encoding.UTF8.GetString(field), field.ToArray());
            return _text;
        }
    }
}
