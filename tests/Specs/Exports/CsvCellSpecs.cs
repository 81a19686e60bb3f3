using SalesEngagement.Application.Exports;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Specs.Exports;

/// <summary>Cells are read as they are, and no spreadsheet takes them for a formula.</summary>
public sealed class CsvCellSpecs
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+SUM(A1)", "\"'+SUM(A1)\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    public void what_begins_like_a_formula_is_text(string value, string cell) => CsvCell.Of(value).ShouldBe(cell);

    [Theory]
    [InlineData("+14155550100", "+14155550100")]
    [InlineData("Grace", "Grace")]
    [InlineData("a=b", "a=b")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData(" spaced", "\" spaced\"")]
    public void anything_else_stays_as_it_is(string? value, string cell) => CsvCell.Of(value).ShouldBe(cell);

    [Fact]
    public async Task what_is_written_is_read()
    {
        string[] values = ["a,b", "say \"no\"", "two\nlines", "", "+14155550100", "O'Hara"];
        using var text = new StringReader(string.Join(',', values.Select(CsvCell.Of)));
        await foreach (var record in CsvRecords.Read(text, ',', TestContext.Current.CancellationToken))
            record.Cells.ShouldBe(values);
    }
}
