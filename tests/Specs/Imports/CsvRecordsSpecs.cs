using System.Text;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Specs.Imports;

/// <summary>Files are read record by record, strictly, and never more of them than a record may be long.</summary>
public sealed class CsvRecordsSpecs
{
    [Theory]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("a,b\nc,d")]
    public async Task lines_end_as_they_like(string text) => Shown(await Read(text)).ShouldBe(["1: a|b", "2: c|d"]);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task every_delimiter_is_read(char delimiter) =>
        Shown(await Read($"a{delimiter}\"b{delimiter}c\"\n", delimiter)).ShouldBe([$"1: a|b{delimiter}c"]);

    [Fact]
    public async Task quotes_hold_line_breaks_delimiters_and_quotes() =>
        Shown(await Read("\"a\r\nb\",\"c,\"\"d\"\"\",e\nf,g,h\n")).ShouldBe(["1: a\nb|c,\"d\"|e", "2: f|g|h"]);

    [Fact]
    public async Task a_quote_inside_of_an_unquoted_cell_is_a_character() => Shown(await Read("5\" pipe,b\n")).ShouldBe(["1: 5\" pipe|b"]);

    [Fact]
    public async Task no_line_is_a_comment() => Shown(await Read("#1 fan,b\n#c,d\n")).ShouldBe(["1: #1 fan|b", "2: #c|d"]);

    [Fact]
    public async Task records_may_be_shorter_or_longer_than_the_first() => Shown(await Read("a,b\nc\nd,e,f\n")).ShouldBe(["1: a|b", "2: c", "3: d|e|f"]);

    [Fact]
    public async Task header_and_blank_lines_count_as_rows_and_are_no_data()
    {
        var dialect = new CsvDialect(CsvEncodings.Utf8, ',', HasHeader: true);
        using var file = new MemoryStream("\uFEFFa,b\n\n1,2\n ,\n3,4\n"u8.ToArray());
        var records = new List<CsvRecord>();
        await foreach (var record in CsvRecords.Read(file, dialect, TestContext.Current.CancellationToken))
            records.Add(record);
        Shown(records).ShouldBe(["3: 1|2", "5: 3|4"]);
    }

    [Fact]
    public async Task nothing_has_no_records() => (await Read("")).ShouldBeEmpty();

    [Theory]
    [InlineData("a,b\nc,\"d\n", CsvFaultException.MalformedQuotes, 2, 2)]
    [InlineData("a,b\nc,\"d\" e\n", CsvFaultException.MalformedQuotes, 2, 2)]
    [InlineData("\"a\"b,c\n", CsvFaultException.MalformedQuotes, 1, 1)]
    public async Task unbalanced_quotes_are_refused_with_their_place(string text, string code, int row, int column)
    {
        var fault = await Should.ThrowAsync<CsvFaultException>(() => Read(text));
        (fault.Code, fault.Row, fault.Column).ShouldBe((code, row, column));
    }

    [Fact]
    public async Task a_quote_that_is_never_closed_takes_no_more_memory_than_a_record()
    {
        var fault = await Should.ThrowAsync<CsvFaultException>(() => Read(new EndlessReader("a,b\nc,\"d\n")));
        (fault.Code, fault.Row).ShouldBe((CsvFaultException.RowTooLong, 2));
    }

    [Fact]
    public async Task a_million_columns_and_a_cell_of_megabytes_are_refused()
    {
        (await Should.ThrowAsync<CsvFaultException>(() => Read(new string(',', 1_000_000)))).Code.ShouldBe(CsvFaultException.RowTooLong);
        (await Should.ThrowAsync<CsvFaultException>(() => Read(new string(',', 501)))).Code.ShouldBe(CsvFaultException.TooManyColumns);
        (await Should.ThrowAsync<CsvFaultException>(() => Read("a," + new string('x', 3_000_000)))).Code.ShouldBe(CsvFaultException.RowTooLong);
        (await Should.ThrowAsync<CsvFaultException>(() => Read("a," + new string('x', 40_000)))).Code.ShouldBe(CsvFaultException.CellTooLong);
    }

    [Fact]
    public async Task bytes_that_are_not_in_the_encoding_are_refused_with_their_row()
    {
        using var file = new MemoryStream([.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", 50_000))), 0xFC, 0x0A]);
        var fault = await Should.ThrowAsync<CsvFaultException>(async () =>
        {
            await foreach (var _ in CsvRecords.Read(file, new(CsvEncodings.Utf8, ',', HasHeader: false), default))
            {
            }
        });
        fault.Code.ShouldBe(CsvFaultException.WrongEncoding);
        fault.Row.ShouldNotBeNull().ShouldBeGreaterThan(10_000);
    }

    private static IEnumerable<string> Shown(IEnumerable<CsvRecord> records) => records.Select(record => $"{record.Row}: {string.Join('|', record.Cells)}");

    private static Task<List<CsvRecord>> Read(string text, char delimiter = ',') => Read(new StringReader(text), delimiter);

    private static async Task<List<CsvRecord>> Read(TextReader text, char delimiter = ',')
    {
        var records = new List<CsvRecord>();
        await foreach (var record in CsvRecords.Read(text, delimiter, TestContext.Current.CancellationToken))
            records.Add(record);
        return records;
    }

    /// <summary>A text that never ends.</summary>
    private sealed class EndlessReader(string beginning) : TextReader
    {
        private bool _hasBegun;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                beginning.CopyTo(buffer.Span);
                return new(beginning.Length);
            }

            buffer.Span.Fill('x');
            return new(buffer.Length);
        }
    }
}
