using System.Text.Json;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Imports;

/// <summary>Cells for fields that a company has defined are held to the definitions, as they are through every other door.</summary>
public sealed class ImportFieldSpecs(ImportHost fixture) : IClassFixture<ImportHost>, IAsyncLifetime
{
    private const string Head = "Vorname;Nachname;E-Mail;Size;Likes;Guide\r\n";
    private static readonly string Mapping =
        "&mapping=" + Uri.EscapeDataString("""{ "Size": "field:size", "Likes": "field:likes", "Guide": "field:guide" }""");
    private static readonly string[] Likes = ["navy", "cobol", "chess"];
    private TestUser _admin = null!;
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync()
    {
        _admin = await fixture.Host.Register();
        _rep = await fixture.Host.AddUser(_admin, "rep");
        await Define(new { name = "size", label = "Size", kind = "number", isPersonal = false });
        await Define(new { name = "likes", label = "Likes", kind = "multi-choice", choices = Likes });
        await Define(new { name = "guide", label = "Guide", kind = "user" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_cell_is_read_by_its_field_s_definition_and_one_that_does_not_fit_is_refused_with_its_column()
    {
        var import = await _rep.Import(
            Head + $"Grace;Hopper;;25.50;cobol, navy;{_rep.UserId}\r\nAnita;Borg;;many;navy;\r\nHedy;Lamarr;;1;poetry;\r\nRadia;Perlman;;;;{Guid.CreateVersion7()}\r\n",
            Mapping);
        import.Counts().ShouldBe("1 0 0 0 3");
        var rows = await _rep.Rows(import);
        var fields = (await _rep.Contact(rows[0])).GetProperty("fields");
        fields.GetProperty("size").GetDecimal().ShouldBe(25.5m);
        fields.GetProperty("likes").EnumerateArray().Select(like => like.GetString()).ShouldBe(["navy", "cobol"]);
        fields.Text("guide").ShouldBe($"{_rep.UserId}");
        rows[1..].Select(Reason).ShouldBe(
        [
            "4 field:size must be a number of at most 28 digits", "5 field:likes must be one of the field's choices",
            "6 field:guide must be the id of an active user",
        ]);
    }

    [Fact]
    public async Task a_required_field_that_no_cell_names_refuses_the_row()
    {
        await Define(new { name = "rank", label = "Rank", kind = "text", isRequired = true });
        var import = await _rep.Import(Head + "Grace;Hopper;;;;\r\n", Mapping);
        import.Counts().ShouldBe("0 0 0 0 1");
        (await _rep.Rows(import))[0].GetProperty("reasons")[0].Text("message").ShouldBe("is required");
    }

    [Fact]
    public async Task an_update_sets_fields_of_both_kinds_and_its_undo_takes_them_back()
    {
        await _rep.Import(Head + "Grace;Hopper;grace@navy.example;25;navy;\r\n", Mapping);
        var update = await _rep.Import(Head + "Grace;Hopper;grace@navy.example;26;chess;\r\n", "onMatch=update" + Mapping);
        update.Counts().ShouldBe("0 1 0 0 0");
        var row = (await _rep.Rows(update))[0];
        Shown(await _rep.Contact(row)).ShouldBe("26 [\"chess\"]");

        await _rep.Do(update, "undo").ShouldBe(202);
        (await _rep.Ended($"{ImportRig.Imports}/{update.Text("id")}")).Text("status").ShouldBe("undone");
        Shown(await _rep.Contact(row)).ShouldBe("25 [\"navy\"]");
    }

    private static string Shown(JsonElement contact) =>
        $"{contact.GetProperty("fields").GetProperty("size")} {contact.GetProperty("fields").GetProperty("likes").GetRawText()}";

    private static string Reason(JsonElement row)
    {
        var reason = row.GetProperty("reasons")[0];
        return $"{reason.GetProperty("column")} {reason.Text("field")} {reason.Text("message")}";
    }

    private async Task Define(object field) => await _admin.Client.Post("/api/v1/custom-fields", field).ShouldBe(201);
}
