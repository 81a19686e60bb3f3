using System.Text;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>What the beginning of a file shows: how it is written, and its first records.</summary>
/// <param name="Dialect">How it is written.</param>
/// <param name="Header">The names of its columns; null without any.</param>
/// <param name="Rows">Its first data rows.</param>
internal sealed record FileSample(CsvDialect Dialect, IReadOnlyList<string>? Header, IReadOnlyList<CsvRecord> Rows)
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Bytes = 128 * 1024;

    private const int MostRecords = 50;

    /// <summary>Columns that the header or one of the rows has.</summary>
    public int Columns => Math.Max(Header?.Count ?? 0, Rows.Count == 0 ? 0 : Rows.Max(row => row.Cells.Count));

    /// <summary>Looks at the beginning of a file; what somebody stated counts, the rest is found out.</summary>
    public static async Task<FileSample> Of(ReadOnlyMemory<byte> head, bool isWhole, string encoding, char? delimiter, bool? hasHeader, CancellationToken ct)
    {
        var text = TextOf(head.Span, isWhole, encoding);
        var (found, hasSeparatorLine) = DialectDetection.Delimiter(text, isWhole);
        var records = await Records(text, isWhole, delimiter ?? found, ct);
        if (hasSeparatorLine)
            records.RemoveAt(0);
        var isHeader = hasHeader ?? DialectDetection.HasHeader([.. records.Select(record => record.Cells)]);
        var header = isHeader && records.Count > 0 ? records[0].Cells : null;
        return new(
            new(encoding, delimiter ?? found, isHeader, hasSeparatorLine), header, [.. records.Skip(isHeader ? 1 : 0).Where(record => !record.IsBlank)]);
    }

    private static string TextOf(ReadOnlySpan<byte> head, bool isWhole, string encoding)
    {
        // What was cut in the middle of a character reads as one that cannot be: it is in the record that is left out anyway.
        var lenient = (Encoding)CsvEncodings.Of(encoding).Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        var text = lenient.GetString(head).TrimStart('\uFEFF');
        var end = text.LastIndexOfAny(['\n', '\r']);
        return isWhole || end < 0 ? text : text[..(end + 1)];
    }

    private static async Task<List<CsvRecord>> Records(string text, bool isWhole, char delimiter, CancellationToken ct)
    {
        var records = new List<CsvRecord>();
        try
        {
            using var reader = new StringReader(text);
            await foreach (var record in CsvRecords.Read(reader, delimiter, ct))
            {
                records.Add(record);
                if (records.Count == MostRecords)
                    break;
            }
        }
        catch (CsvFaultException) when (!isWhole && records.Count > 0)
        {
            // The last record goes on where the sample has ended.
        }

        return records;
    }
}
