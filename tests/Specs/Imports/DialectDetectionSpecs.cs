using SalesEngagement.Application.Imports;

namespace SalesEngagement.Specs.Imports;

/// <summary>How a file is written is found out from its beginning.</summary>
public sealed class DialectDetectionSpecs
{
    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\r\n1;2;3\r\n", ';')]
    [InlineData("a\tb\r1\t2\r", '\t')]
    [InlineData("a|b|c\n1|2|3\n", '|')]
    public void the_delimiter_is_what_cuts_records_alike(string head, char delimiter) =>
        DialectDetection.Delimiter(head, isWhole: true).ShouldBe((delimiter, false));

    [Theory]
    [InlineData("name;salary\nHopper;12,50\nMurray;13,75\n")]
    [InlineData("name;note\nHopper;\"a, b, c, d\"\nMurray;\"e, f, g\"\n")]
    [InlineData("name;address;city\nHopper;1, Main Street;Arlington\nMurray;2 Side Street;Omaha, NE\n")]
    public void commas_of_numbers_addresses_and_quotes_are_no_delimiters(string head) =>
        DialectDetection.Delimiter(head, isWhole: true).Delimiter.ShouldBe(';');

    [Fact]
    public void a_line_break_in_quotes_ends_no_record() =>
        DialectDetection.Delimiter("name;note;x\n\"Hop\nper\";\"one\ntwo, three, four\";y\n", isWhole: true).Delimiter.ShouldBe(';');

    [Fact]
    public void one_column_has_a_delimiter_all_the_same() =>
        DialectDetection.Delimiter("email\na@b.example\n", isWhole: true).Delimiter.ShouldBe(',');

    [Fact]
    public void what_a_spreadsheet_says_above_the_header_counts()
    {
        DialectDetection.Delimiter("sep=|\r\na;b;c\r\n", isWhole: true).ShouldBe(('|', true));
        new CsvDialect(CsvEncodings.Utf8, '|', HasHeader: true, HasSeparatorLine: true).RecordsBeforeData.ShouldBe(2);
    }

    [Fact]
    public void known_words_are_a_header() => IsHeader([["Vorname", "Nachname"], ["Grace", "Hopper"]]).ShouldBeTrue();

    [Fact]
    public void unknown_words_above_values_are_a_header() => IsHeader([["Spalte A", "Spalte B"], ["Grace", "grace@navy.example"]]).ShouldBeTrue();

    [Fact]
    public void values_are_no_header()
    {
        IsHeader([["Grace", "grace@navy.example"], ["Anita", "anita@borg.example"]]).ShouldBeFalse();
        IsHeader([["Grace", "+1 415 555 0100"]]).ShouldBeFalse();
        IsHeader([["Grace", "Hopper"], ["Anita", "Borg"]]).ShouldBeFalse();
        IsHeader([]).ShouldBeFalse();
    }

    private static bool IsHeader(IReadOnlyList<IReadOnlyList<string>> records) => DialectDetection.HasHeader(records);
}
