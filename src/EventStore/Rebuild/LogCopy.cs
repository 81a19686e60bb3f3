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
    private int _room = 1 << 20;
    private string _lastType = "";
    private string _lastTenant = "";

    /// <summary>What the server sends of a part of the log.</summary>
    public async Task<ReadOnlyMemory<byte>> Fetch(LogQuery query, CancellationToken ct)
    {
        var tenant = query.TenantId is null ? "" : $"and e.tenant_id = {Literal(query.TenantId)}";
        var sql = string.Format(
            null, Sql, query.From, query.UpTo, string.Join(", ", query.Types.Select(Literal)), tenant);
        await using var copy = await connection.BeginRawBinaryCopyAsync(sql, ct);
        // Parts are about as long as each other: one piece of memory for each, instead of one that grows by copying.
        using var bytes = new MemoryStream(_room);
        await copy.CopyToAsync(bytes, 1 << 16, ct);
        _room = Math.Max(_room, (int)bytes.Length);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>The rows in it.</summary>
    public List<StoredEvent> Parse(ReadOnlySpan<byte> bytes)
    {
        var rows = new List<StoredEvent>();
        bytes = bytes[Header..];
        while (BinaryPrimitives.ReadInt16BigEndian(bytes) > 0)
        {
            bytes = bytes[2..];
            rows.Add(Row(ref bytes));
        }

        return rows;
    }

    private StoredEvent Row(ref ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes)),
        new Guid(Field(ref bytes), bigEndian: true),
        new Guid(Field(ref bytes), bigEndian: true),
        BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes)),
        Field(ref bytes)[1..].ToArray(), // jsonb: the first byte is the format's version.
        Repeated(Field(ref bytes), ref _lastType),
        Instant(BinaryPrimitives.ReadInt64BigEndian(Field(ref bytes))),
        Repeated(Field(ref bytes), ref _lastTenant),
        Text(ref bytes),
        Text(ref bytes),
        Text(ref bytes),
        Json(ref bytes));

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        var field = bytes.Slice(4, Math.Max(length, 0));
        bytes = bytes[(4 + field.Length)..];
        return field;
    }

    private static bool IsNull(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) < 0;

    private static string? Text(ref ReadOnlySpan<byte> bytes)
    {
        var isNull = IsNull(bytes);
        var field = Field(ref bytes);
        return isNull ? null : Encoding.UTF8.GetString(field);
    }

    private static string? Json(ref ReadOnlySpan<byte> bytes)
    {
        var isNull = IsNull(bytes);
        var field = Field(ref bytes);
        return isNull ? null : Encoding.UTF8.GetString(field[1..]);
    }

    // Neighbours in the log are mostly alike: one string serves them.
    private static string Repeated(ReadOnlySpan<byte> field, ref string last)
    {
        Span<char> characters = stackalloc char[Math.Min(field.Length, 500)];
        if (Encoding.UTF8.TryGetChars(field, characters, out var length) && last.AsSpan().SequenceEqual(characters[..length]))
            return last;
        return last = Encoding.UTF8.GetString(field);
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
}
