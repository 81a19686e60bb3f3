using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Imports;

/// <summary>Files become contacts, each row with its verdict.</summary>
public sealed class ImportSpecs(ImportHost fixture) : IClassFixture<ImportHost>, IAsyncLifetime
{
    private const string Head = "Vorname;Nachname;E-Mail;Handy;Rang\r\n";
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await fixture.Stranger();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_file_becomes_contacts_and_every_row_has_a_verdict()
    {
        var import = await _rep.Import(
            Head + "Grace;Hopper;grace@navy.example;030 123456;O-7\r\nAnita;Borg;no address;;\r\nRadia;;radia@net.example;;\r\n" + "Hedy;Lamarr;;;\r\n",
            "country=de&tags=fair, 2026&source=fair&mapping=" + Uri.EscapeDataString("""{ "Rang": "field:rank" }"""));
        import.Text("status").ShouldBe("completed");
        import.Counts().ShouldBe("2 0 0 0 2");
        (import.GetProperty("rows").GetInt64(), import.GetProperty("progress").GetDouble()).ShouldBe((4, 1));

        var rows = await _rep.Rows(import);
        rows.Select(row => $"{row.GetProperty("row")} {row.Text("verdict")}").ShouldBe(["2 created", "3 refused", "4 refused", "5 created"]);
        var reason = rows[1].GetProperty("reasons")[0];
        (reason.GetProperty("column").GetInt32(), reason.Text("field"), reason.Text("message")).ShouldBe((3, "email", "must be an e-mail address"));
        rows[2].GetProperty("reasons")[0].Text("field").ShouldBe("lastName");
        (await _rep.Rows(import, "verdict=refused")).Length.ShouldBe(2);

        var grace = await _rep.Contact(rows[0]);
        grace.GetProperty("phones")[0].Text("number").ShouldBe("+4930123456");
        grace.GetProperty("phones")[0].Text("label").ShouldBe("mobile");
        grace.GetProperty("fields").Text("rank").ShouldBe("O-7");
        grace.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["fair", "2026"]);
        (grace.Text("source"), grace.GetProperty("ownerId").GetGuid()).ShouldBe(("fair", _rep.UserId));
    }

    [Fact]
    public async Task a_dry_run_changes_nothing_until_it_is_confirmed_and_confirming_again_changes_nothing()
    {
        var dry = await _rep.Import(ImportRig.People(7) + "Grace;Again;grace3@navy.example;\r\n", "dryRun=true");
        (dry.Text("status"), dry.Counts()).ShouldBe(("checked", "7 0 1 0 0"));
        (await _rep.Rows(dry)).Count(row => row.TryGetProperty("contactId", out _)).ShouldBe(0);
        (await _rep.Rows(dry))[^1].GetProperty("reasons")[0].Text("message").ShouldBe("is the person of row 4");
        (await _rep.Client.Get("/api/v1/contacts").Json()).GetProperty("items").GetArrayLength().ShouldBe(0);

        await _rep.Do(dry, "confirm").ShouldBe(202);
        await _rep.Do(dry, "confirm").ShouldBe(202);
        var done = await _rep.Ended($"{ImportRig.Imports}/{dry.Text("id")}");
        (done.Text("status"), done.Counts()).ShouldBe(("completed", "7 0 1 0 0"));
        (await _rep.Rows(done)).Count(row => row.TryGetProperty("contactId", out _)).ShouldBe(8);
        await _rep.Do(done, "cancel").ShouldBeRefused(409, "import-over");
    }

    [Fact]
    public async Task who_is_there_by_address_or_number_is_a_duplicate_and_so_is_who_stands_in_the_file_twice()
    {
        (await _rep.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201);
        var import = await _rep.Import(
            Head + "G;H;GRACE@navy.example;;\r\nG;H;;+1 (415) 555-0100;\r\nAnita;Borg;anita@borg.example;;\r\nA;B;;+14155550199;\r\n"
            + "Anita;Borg;Anita@Borg.example;;\r\nA;B;;+14155550199;\r\n");
        import.Counts().ShouldBe("2 0 4 0 0");
        (await _rep.Rows(import, "verdict=duplicate")).Select(row => row.GetProperty("reasons")[0].Text("message"))
            .ShouldBe(["is there already", "is the person of row 2", "is the person of row 4", "is the person of row 5"]);
    }

    [Fact]
    public async Task whom_a_row_is_about_is_changed_when_that_is_wanted_and_blank_cells_say_nothing()
    {
        var id = (await _rep.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Id;
        var file = Head + "Grace;Murray;grace@navy.example;+14155550199;O-8\r\n";
        var import = await _rep.Import(file, "onMatch=update&mapping=" + Uri.EscapeDataString("""{ "Rang": "field:rank" }"""));
        import.Counts().ShouldBe("0 1 0 0 0");
        var grace = (await _rep.Send(Get, $"/contacts/{id}")).Expect(200).Json;
        (grace.Text("lastName"), grace.Text("title"), grace.GetProperty("fields").Text("rank")).ShouldBe(("Murray", "Rear Admiral", "O-8"));
        grace.GetProperty("phones").EnumerateArray().Select(phone => phone.Text("number")).ShouldBe(["+14155550100", "+14155550199"]);

        (await _rep.Import(file, "onMatch=update&mapping=" + Uri.EscapeDataString("""{ "Rang": "field:rank" }"""))).Counts().ShouldBe("0 0 0 1 0");
    }

    [Fact]
    public async Task whichever_door_a_contact_came_through_it_is_found_by_what_it_has_now()
    {
        var id = (await _rep.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Id;
        (await _rep.Send(Patch, $"/contacts/{id}", """{ "phones": [{ "number": "+14155550177" }] }""")).Expect(200);
        (await _rep.Import("Vorname;Nachname;Handy\nG;H;+14155550177\nG;H;+14155550100\n", "dryRun=true")).Counts().ShouldBe("1 0 1 0 0");
        (await _rep.Send(Delete, $"/contacts/{id}")).Expect(204);
        (await _rep.Import("Vorname;Nachname;Handy\nG;H;+14155550177\n", "dryRun=true")).Counts().ShouldBe("1 0 0 0 0");
    }

    [Fact]
    public async Task the_same_key_and_file_are_one_import_and_another_file_is_refused()
    {
        var first = await _rep.SendFile(ImportRig.People(2), key: "k").ShouldBe(202);
        var again = await _rep.SendFile(ImportRig.People(2), key: "k").ShouldBe(202);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        await _rep.SendFile(ImportRig.People(3), key: "k").ShouldBeRefused(422, "idempotency-key-reused");
        (await _rep.Ended(first.Headers.Location!.ToString())).Counts().ShouldBe("2 0 0 0 0");
        (await _rep.Client.Get(ImportRig.Imports).Json()).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task what_is_broken_off_stays_and_is_broken_off_once()
    {
        var dry = await _rep.Import(ImportRig.People(2), "dryRun=true");
        await _rep.Do(dry, "cancel").ShouldBe(202);
        await _rep.Do(dry, "cancel").ShouldBe(202);
        await _rep.Do(dry, "confirm").ShouldBeRefused(409, "import-over");
        await _rep.Do(dry, "undo").ShouldBeRefused(409, "nothing-to-undo");
    }

    [Fact]
    public async Task an_import_is_in_the_audit_trail_and_its_contacts_name_it()
    {
        var import = await _rep.Import(ImportRig.People(1));
        var admin = await fixture.Host.Register();
        var colleague = await fixture.Host.AddUser(admin, "rep");
        var theirs = await colleague.Import(ImportRig.People(1));
        await Daemon.Eventually.True(async () =>
        {
            var trail = (await admin.Client.Get("/api/v1/security/audit/trail?limit=200").ShouldBe(200).Json()).GetProperty("items").EnumerateArray().ToArray();
            return trail.Any(entry => entry.Text("action") == "contact-import-completed" && entry.GetProperty("target").Text("id") == theirs.Text("id"))
                && trail.Any(entry => entry.Text("action") == "contact-added" && entry.Text("actor") == $"{colleague.UserId}")
                && trail.All(entry => entry.GetProperty("target").Text("id") != import.Text("id"));
        });
    }
}
