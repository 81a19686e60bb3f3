using System.Text;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Specs.Imports;

/// <summary>The encoding of a file is found out from all of its bytes.</summary>
public sealed class TextProbeSpecs
{
    private const string Text = "Vorname;Nachname\nJörg;Weiß\nZoë;Brontë\n";

    [Theory]
    [InlineData(CsvEncodings.Utf8, true)]
    [InlineData(CsvEncodings.Utf8, false)]
    [InlineData(CsvEncodings.Utf16LittleEndian, true)]
    [InlineData(CsvEncodings.Utf16LittleEndian, false)]
    [InlineData(CsvEncodings.Utf16BigEndian, true)]
    [InlineData(CsvEncodings.Utf16BigEndian, false)]
    [InlineData(CsvEncodings.Windows1252, false)]
    public void an_encoding_is_known_with_and_without_a_mark(string name, bool hasMark)
    {
        var encoding = CsvEncodings.Of(name);
        byte[] file = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        foreach (var size in new[] { 1, 3, file.Length })
            Probe(file, size).Conclude(stated: null).ShouldBe(new(name, Fault: null));
    }

    [Fact]
    public void plain_ascii_is_utf_8() => Probe("a,b\n"u8).Conclude(stated: null).Encoding.ShouldBe(CsvEncodings.Utf8);

    [Fact]
    public void one_byte_far_behind_decides()
    {
        byte[] file = [.. Enumerable.Repeat((byte)'a', 300_000), 0xFC, .. "ber"u8];
        Probe(file, 4096).Conclude(stated: null).Encoding.ShouldBe(CsvEncodings.Windows1252);
    }

    [Fact]
    public void an_encoding_that_is_stated_and_wrong_is_told_with_its_line()
    {
        byte[] file = [.. "a,b\nc,d\n"u8, 0xFC, .. ",e\n"u8];
        foreach (var size in new[] { 1, 4, file.Length })
        {
            var verdict = Probe(file, size).Conclude(CsvEncodings.Utf8);
            (verdict.Encoding, verdict.Fault, verdict.Line).ShouldBe((null, "wrong-encoding", 3L));
        }

        Probe(file, 4).Conclude(CsvEncodings.Windows1252).Encoding.ShouldBe(CsvEncodings.Windows1252);
    }

    [Fact]
    public void a_character_cut_off_at_the_end_is_no_utf_8() =>
        Probe([.. "caf"u8, 0xC3]).Conclude(CsvEncodings.Utf8).Fault.ShouldBe("wrong-encoding");

    [Fact]
    public void what_is_no_text_is_refused()
    {
        Probe([]).Conclude(stated: null).Fault.ShouldBe("empty-file");
        Probe([0x50, 0x4B, 0x03, 0x04, .. Encoding.ASCII.GetBytes("xl/workbook.xml")]).Conclude(stated: null).Fault.ShouldBe("not-text");
        Probe([.. "a,b\n"u8, 0, 0, 0]).Conclude(stated: null).Fault.ShouldBe("not-text");
        Probe([.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))]).Conclude(stated: null).Fault.ShouldBe("not-text");
    }

    private static TextProbe Probe(ReadOnlySpan<byte> bytes, int size = 1024)
    {
        var probe = new TextProbe();
        for (var i = 0; i < bytes.Length; i += size)
            probe.Add(bytes.Slice(i, Math.Min(size, bytes.Length - i)));
        return probe;
    }
}
