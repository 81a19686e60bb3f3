using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Imports;

/// <summary>What an import did can be taken back, except where somebody has changed it since.</summary>
public sealed class ImportUndoSpecs(ImportHost fixture) : IClassFixture<ImportHost>, IAsyncLifetime
{
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task contacts_that_were_added_are_put_away_unless_somebody_changed_them_and_undoing_again_changes_nothing()
    {
        var import = await _rep.Import(ImportRig.People(8));
        var rows = await _rep.Rows(import);
        (await _rep.Send(Patch, $"/contacts/{rows[4].Text("contactId")}", """{ "title": "Boss" }""")).Expect(200);

        await _rep.Do(import, "undo").ShouldBe(202);
        var undone = await _rep.Ended($"{ImportRig.Imports}/{import.Text("id")}");
        undone.Text("status").ShouldBe("undone");
        undone.GetProperty("undo").GetRawText().ShouldBe("""{"deleted":7,"changedBack":0,"kept":1}""");
        (await _rep.Rows(undone)).Select(row => row.Text("undone")).Count(mark => mark == "kept").ShouldBe(1);
        (await _rep.Send(Get, $"/contacts/{rows[0].Text("contactId")}")).Expect(404);
        (await _rep.Send(Get, $"/contacts/{rows[4].Text("contactId")}")).Expect(200).Json.Text("title").ShouldBe("Boss");

        await _rep.Do(import, "undo").ShouldBe(202);
        (await _rep.Client.Get($"{ImportRig.Imports}/{import.Text("id")}").Json()).GetProperty("version").GetInt64()
            .ShouldBe(undone.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task contacts_that_were_changed_get_back_what_nobody_changed_since()
    {
        var id = (await _rep.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Id;
        var import = await _rep.Import(
            "Vorname;Nachname;E-Mail;Handy;Funktion\nGrace;Murray;grace@navy.example;+14155550199;Admiral\n", "onMatch=update&tags=fair");
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "title": "Boss" }""")).Expect(200);

        await _rep.Do(import, "undo").ShouldBe(202);
        var undone = await _rep.Ended($"{ImportRig.Imports}/{import.Text("id")}");
        undone.GetProperty("undo").GetRawText().ShouldBe("""{"deleted":0,"changedBack":0,"kept":1}""");
        (await _rep.Rows(undone)).Single().Text("undone").ShouldBe("kept-in-part");
        var grace = (await _rep.Send(Get, $"/contacts/{id}")).Expect(200).Json;
        (grace.Text("lastName"), grace.Text("title")).ShouldBe(("Hopper", "Boss"));
        grace.GetProperty("phones").GetArrayLength().ShouldBe(1);
        grace.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["navy"]);
    }

    [Fact]
    public async Task whom_it_never_touched_is_not_touched()
    {
        var id = (await _rep.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Id;
        var import = await _rep.Import("Vorname;Nachname;E-Mail\nGrace;Murray;grace@navy.example\n");
        await _rep.Do(import, "undo").ShouldBe(202);
        await _rep.Ended($"{ImportRig.Imports}/{import.Text("id")}");
        (await _rep.Send(Get, $"/contacts/{id}")).Expect(200).Json.GetProperty("version").GetInt64().ShouldBe(1);
    }
}
