using System.Text;
using SalesEngagement.Application.Imports;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Imports;

/// <summary>Files of every dialect are read; what is no such file is refused, and nothing of it is kept.</summary>
public sealed class ImportFileSpecs(ImportHost fixture) : IClassFixture<ImportHost>, IAsyncLifetime
{
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(CsvEncodings.Utf8, ';', "\r\n")]
    [InlineData(CsvEncodings.Utf16LittleEndian, '\t', "\r\n")]
    [InlineData(CsvEncodings.Utf16BigEndian, ',', "\n")]
    [InlineData(CsvEncodings.Windows1252, '|', "\r")]
    public async Task a_file_of_any_dialect_is_read(string encoding, char delimiter, string end)
    {
        var text = $"Vorname{delimiter}Nachname{delimiter}E-Mail{end}\"Jörg{end}\"{delimiter}Weiß{delimiter}joerg@weiss.example{end}";
        var sent = await _rep.SendFile([.. CsvEncodings.Of(encoding).GetPreamble(), .. CsvEncodings.Of(encoding).GetBytes(text)]).ShouldBe(202);
        var import = await _rep.Ended(sent.Headers.Location!.ToString());
        import.Counts().ShouldBe("1 0 0 0 0");
        import.GetProperty("dialect").Text("encoding").ShouldBe(encoding);
        var contact = await _rep.Contact((await _rep.Rows(import)).Single());
        (contact.Text("firstName"), contact.Text("lastName")).ShouldBe(("Jörg", "Weiß"));
    }

    [Fact]
    public async Task a_form_brings_file_and_mapping_and_gzip_is_unpacked()
    {
        var file = ImportRig.Packed("Given,Alias,x\nGrace,Hopper,grace@navy.example\n"u8.ToArray());
        var sent = await _rep.SendForm(file, """{ "Alias": "lastName", "3": "email:private", "Given": "firstName" }""").ShouldBe(202);
        var contact = await _rep.Contact((await _rep.Rows(await _rep.Ended(sent.Headers.Location!.ToString()))).Single());
        (contact.Text("lastName"), contact.GetProperty("emails")[0].Text("label")).ShouldBe(("Hopper", "private"));
    }

    [Fact]
    public async Task a_file_without_header_is_read_by_numbers_of_columns()
    {
        var import = await _rep.Import("Grace,Hopper,grace@navy.example\n", "mapping=" + Uri.EscapeDataString("""{ "1": "firstName", "2": "lastName" }"""));
        (import.Counts(), import.GetProperty("dialect").GetProperty("hasHeader").GetBoolean()).ShouldBe(("1 0 0 0 0", false));
    }

    [Fact]
    public async Task a_preview_tells_dialect_columns_and_first_rows_and_keeps_nothing()
    {
        var preview = await (await _rep.SendFile(
            Encoding.UTF8.GetBytes("Vorname;Nachname;Handy;Rang\r\nGrace;Hopper;030 123456;O-7\r\nAnita;;;\r\n"), "country=de", path: $"{ImportRig.Imports}/preview")
            .ShouldBe(200)).Json();
        preview.GetProperty("dialect").Text("delimiter").ShouldBe("semicolon");
        preview.GetProperty("columns").EnumerateArray().Select(column => $"{column.Text("header")} {column.Text("to")}")
            .ShouldBe(["Vorname firstName", "Nachname lastName", "Handy phone:mobile", "Rang ignore"]);
        preview.GetProperty("rows")[0].GetProperty("phones")[0].GetString().ShouldBe("+4930123456");
        preview.GetProperty("rows")[1].GetProperty("reasons")[0].Text("field").ShouldBe("lastName");
        (await _rep.Client.Get(ImportRig.Imports).Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("", "", "empty-file")]
    [InlineData("a,b\n\0\0", "", "not-text")]
    [InlineData("PK\u0003\u0004xl/workbook", "", "not-text")]
    [InlineData("Vorname,Nachname\n\"Grace,Hopper\n", "", "malformed-quotes")]
    [InlineData("x,y\n1,2\n", "", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "encoding=latin-9", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "country=xx", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "mapping=%7B%22Z%22:%22title%22%7D", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "mapping=%7B%22Vorname%22:%22nickname%22%7D", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "mapping=nonsense", "invalid")]
    [InlineData("Vorname,Nachname\nGrace,Hopper\n", "ownerId=0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310", "invalid")]
    public async Task what_cannot_be_read_is_refused_and_not_kept(string text, string query, string code)
    {
        await _rep.SendFile(text, query).ShouldBeRefused(422, code);
        (await Kept()).ShouldBe(0);
    }

    [Fact]
    public async Task bytes_of_another_encoding_than_stated_are_refused_with_their_row()
    {
        byte[] file = [.. "Vorname,Nachname\nGrace,Hopper\nJ"u8, 0xF6, .. "rg,Wei\n"u8];
        var problem = await _rep.SendFile(file, "encoding=utf-8").ShouldBeRefused(422, "wrong-encoding");
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("/rows/3");
        await _rep.SendFile(file, "dryRun=true").ShouldBe(202);
    }

    [Fact]
    public async Task a_file_beyond_the_limit_is_too_large_packed_or_not()
    {
        await _rep.SendFile(new byte[2_100_000]).ShouldBeRefused(413, "body-too-large");
        await _rep.SendFile(ImportRig.Packed(new byte[200_000_000]), type: "application/gzip").ShouldBeRefused(413, "body-too-large");
        (await Kept()).ShouldBe(0);
    }

    [Fact]
    public async Task what_is_packed_badly_or_no_file_at_all_is_refused()
    {
        await _rep.SendFile([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]).ShouldBeRefused(422, "unreadable-file");
        await _rep.SendFile("{}"u8.ToArray(), type: "application/json").ShouldBeRefused(415, "unsupported-media-type");
        await _rep.SendFile("x"u8.ToArray(), type: "multipart/form-data; boundary=b").ShouldBeRefused(400, "malformed-request");
        (await Kept()).ShouldBe(0);
    }

    [Fact]
    public async Task a_file_that_breaks_in_its_middle_adds_nobody_and_says_where()
    {
        var import = await _rep.Import(ImportRig.People(5000) + "Anita;\"Borg\r\n");
        (import.Text("status"), import.Counts()).ShouldBe(("failed", "0 0 0 0 0"));
        var stop = import.GetProperty("stop");
        (stop.Text("reason"), stop.GetProperty("row").GetInt64(), stop.GetProperty("column").GetInt32()).ShouldBe(("malformed-quotes", 5002, 2));
        (await _rep.Client.Get("/api/v1/contacts").Json()).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Kept()).ShouldBe(0);
    }

    /// <summary>Pieces of files that are kept for the company.</summary>
    private async Task<int> Kept()
    {
        await using var catalog = new Isolation.Catalog(fixture.Host.Database.Superuser);
        return int.Parse(
            (await catalog.Texts($"select count(*)::text from engagement.contact_import_parts where tenant_id = '{_rep.TenantId}'")).Single(),
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
