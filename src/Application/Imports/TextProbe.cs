using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SalesEngagement.Application.Imports;

/// <summary>
/// Looks at the bytes of a file as they come by, and says at the end in which encoding it is: by its byte order mark, by
/// where its zeros stand, by whether all of it is UTF-8; what is left is Windows-1252.
/// </summary>
public sealed class TextProbe
{
    private static readonly byte[][] KnownBinaries =
        [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], [0x25, 0x50, 0x44, 0x46], [0x89, 0x50, 0x4E, 0x47]];

    private static readonly SearchValues<byte> Odd =
        SearchValues.Create([1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    private readonly Decoder _utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] _head = new byte[4];
    private readonly long[] _zeros = new long[2];
    private long _odd;
    private long _lines;
    private bool _isUtf8 = true;

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Bytes < _head.Length)
            bytes[..(int)Math.Min(bytes.Length, _head.Length - Bytes)].CopyTo(_head.AsSpan((int)Bytes));
        CountZeros(bytes);
        for (var rest = bytes; rest.IndexOfAny(Odd) is >= 0 and var at; rest = rest[(at + 1)..])
            _odd++;
        Decode(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>The encoding, or why there is none. Call it once, at the end.</summary>
    /// <param name="stated">What the sender says; null: unknown.</param>
    public TextVerdict Conclude(string? stated)
    {
        if (Bytes == 0)
            return new(Encoding: null, "empty-file");
        if (KnownBinaries.Any(_head.SequenceEqual))
            return new(Encoding: null, "not-text");
        FinishUtf8();
        var encoding = stated ?? Guess();
        var isWide = encoding is CsvEncodings.Utf16LittleEndian or CsvEncodings.Utf16BigEndian;
        if (isWide ? Bytes % 2 != 0 : _zeros.Sum() > 0 || _odd > Bytes / 100)
            return new(Encoding: null, "not-text");
        return encoding == CsvEncodings.Utf8 && !_isUtf8
            ? new(Encoding: null, CsvFaultException.WrongEncoding) { Line = _lines + 1 }
            : new(encoding, Fault: null);
    }

    private string Guess() => _head switch
    {
        [0xFF, 0xFE, ..] => CsvEncodings.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => CsvEncodings.Utf16BigEndian,
        _ when _zeros[1] > Bytes / 5 && _zeros[0] < Bytes / 20 => CsvEncodings.Utf16LittleEndian,
        _ when _zeros[0] > Bytes / 5 && _zeros[1] < Bytes / 20 => CsvEncodings.Utf16BigEndian,
        _ => _isUtf8 ? CsvEncodings.Utf8 : CsvEncodings.Windows1252,
    };

    private void CountZeros(ReadOnlySpan<byte> bytes)
    {
        for (var next = 0; bytes[next..].IndexOf((byte)0) is >= 0 and var at; next += at + 1)
            _zeros[(Bytes + next + at) % 2]++;
    }

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        if (!_isUtf8)
            return;
        var text = ArrayPool<char>.Shared.Rent(bytes.Length + 4);
        try
        {
            var read = _utf8.GetChars(bytes, text, flush: false);
            _lines += text.AsSpan(0, read).Count('\n');
        }
        catch (DecoderFallbackException)
        {
            _isUtf8 = false;
            _lines += LinesBeforeFault(bytes, text);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    private static int LinesBeforeFault(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        // What goes on from the bytes before is passed over: it ends no line.
        while (bytes is [>= 0x80 and < 0xC0, ..])
            bytes = bytes[1..];
        Utf8.ToUtf16(bytes, text, out var valid, out _, replaceInvalidSequences: false, isFinalBlock: false);
        return bytes[..valid].Count((byte)'\n');
    }

    private void FinishUtf8()
    {
        try
        {
            Span<char> last = stackalloc char[4];
            if (_isUtf8)
                _utf8.GetChars([], last, flush: true);
        }
        catch (DecoderFallbackException)
        {
            _isUtf8 = false;
        }
    }
}

/// <summary>What a probe found.</summary>
/// <param name="Encoding">One of <see cref="CsvEncodings"/>; null when it is none of them.</param>
/// <param name="Fault">Why not: <c>empty-file</c>, <c>not-text</c>, <c>wrong-encoding</c>.</param>
public sealed record TextVerdict(string? Encoding, string? Fault)
{
    /// <summary>The line before or in which the encoding is wrong, from 1.</summary>
    public long? Line { get; init; }
}
