using System.Runtime.CompilerServices;
using System.Text;
using Sylvan.Data.Csv;

namespace SalesEngagement.Application.Imports;

/// <summary>A record of a file.</summary>
/// <param name="Row">Its place, from 1, header and separator line counted: the row that a spreadsheet shows.</param>
/// <param name="Cells">As they stand there; missing ones at the end are missing here.</param>
public sealed record CsvRecord(long Row, IReadOnlyList<string> Cells)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>
/// Reads a file record by record, in memory bounded by the longest record that is allowed. Strict about quotes: what is
/// opened must be closed, and nothing may stand behind it. Blank lines are passed over, and still count as rows.
/// </summary>
public static class CsvRecords
{
    /// <summary>Characters in a cell at most.</summary>
    public const int LongestCell = 32 * 1024;

    /// <summary>Characters in a record at most.</summary>
    public const int LongestRecord = 256 * 1024;

    /// <summary>Columns at most.</summary>
    public const int MostColumns = 500;

    /// <summary>The data records, without header and separator line.</summary>
    /// <exception cref="CsvFaultException">The file cannot be read on.</exception>
    public static async IAsyncEnumerable<CsvRecord> Read(
        Stream file, CsvDialect dialect, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new StreamReader(file, CsvEncodings.Of(dialect.Encoding), detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
        await foreach (var record in Read(text, dialect.Delimiter, ct))
        {
            if (record.Row > dialect.RecordsBeforeData && !record.IsBlank)
                yield return record;
        }
    }

    /// <summary>All records there are.</summary>
    /// <exception cref="CsvFaultException">The text cannot be read on.</exception>
    public static async IAsyncEnumerable<CsvRecord> Read(
        TextReader text, char delimiter, [EnumeratorCancellation] CancellationToken ct)
    {
        var row = 1L;
        using var lines = new OneLineEnd(text);
        if (await Guarded(() => Open(lines, delimiter), row) is not { } csv)
            yield break;
        await using (csv)
        {
            for (; await Guarded(() => csv.ReadAsync(ct), row); row++)
                yield return new(row, Cells(csv, row));
        }
    }

    private static Task<CsvDataReader> Open(TextReader text, char delimiter) => CsvDataReader.CreateAsync(text, new CsvDataReaderOptions
    {
        HasHeaders = false,
        Delimiter = delimiter,
        Comment = '\0', // No line is a comment: names may begin with #.
        BufferSize = 32 * 1024,
        MaxBufferSize = LongestRecord,
        OwnsReader = false,
    });

    private static string[] Cells(CsvDataReader csv, long row)
    {
        if (csv.RowFieldCount > MostColumns)
            throw new CsvFaultException(CsvFaultException.TooManyColumns, row, MostColumns + 1);
        var cells = new string[csv.RowFieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = csv.GetString(i);
            if (cells[i].Length > LongestCell)
                throw new CsvFaultException(CsvFaultException.CellTooLong, row, i + 1);
        }

        return cells;
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> read, long row)
    {
        try
        {
            return await read();
        }
        catch (CsvRecordTooLargeException long_)
        {
            throw new CsvFaultException(CsvFaultException.RowTooLong, row, long_.FieldOrdinal + 1);
        }
        catch (CsvFormatException quotes)
        {
            throw new CsvFaultException(CsvFaultException.MalformedQuotes, row, quotes.FieldOrdinal + 1);
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFaultException(CsvFaultException.WrongEncoding, row, column: null);
        }
    }
}
