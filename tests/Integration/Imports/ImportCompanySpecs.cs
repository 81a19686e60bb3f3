using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Imports;

/// <summary>Rows name companies and stages; companies nobody has yet are added, each once.</summary>
public sealed class ImportCompanySpecs(ImportHost fixture) : IClassFixture<ImportHost>, IAsyncLifetime
{
    private const string Head = "Vorname;Nachname;E-Mail;Firma;Phase\n";
    private TestUser _rep = null!;

    public async ValueTask InitializeAsync() => _rep = await fixture.Stranger("admin");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_company_that_is_there_is_known_by_its_name_and_others_are_added_once()
    {
        var acme = await Add("Acme");
        var import = await _rep.Import(
            Head + "G;H;g@a.example;ACME;new\nA;B;a@n.example;Navy;\nC;D;c@n.example;navy ;\nE;F;e@n.example;NAVY;\nI;J;i@n.example;;\n");
        import.Counts().ShouldBe("5 0 0 0 0");
        var contacts = await Contacts(import);
        (contacts[0].Text("companyId"), contacts[0].Text("stage")).ShouldBe((acme, "new"));
        var navy = contacts[1].Text("companyId");
        contacts[1..4].Select(contact => contact.Text("companyId")).ShouldBe([navy, navy, navy], "also in another batch");
        contacts[4].TryGetProperty("companyId", out _).ShouldBeFalse();
        var added = (await _rep.Send(Get, $"/companies/{navy}")).Expect(200).Json;
        (added.Text("name"), added.GetProperty("ownerId").GetGuid()).ShouldBe(("Navy", _rep.UserId));

        var again = await _rep.Import(Head + "K;L;k@n.example;Navy;\n");
        (await Contacts(again))[0].Text("companyId").ShouldBe(navy, "another import finds it");
        (await Names(again)).ShouldBe(["Acme", "Navy"]);
    }

    [Fact]
    public async Task the_same_file_again_changes_nothing()
    {
        const string File = Head + "G;H;g@a.example;Acme;new\n";
        await _rep.Import(File);
        (await _rep.Import(File, "onMatch=update")).Counts().ShouldBe("0 0 0 1 0");
    }

    [Fact]
    public async Task two_imports_at_once_add_one_company()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => _rep.Import(
            Head + string.Concat(Enumerable.Range(0, 9).Select(i => $"A;B;a{n}.{i}@n.example;Navy;\n")))));
        (await Contacts(both[0])).Concat(await Contacts(both[1])).Select(contact => contact.Text("companyId")).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task the_same_name_is_another_company_in_another_tenant()
    {
        const string File = Head + "A;B;a@n.example;Navy;\n";
        var stranger = await fixture.Stranger("admin");
        var ours = (await Contacts(await _rep.Import(File)))[0].Text("companyId");
        (await stranger.Contact((await stranger.Rows(await stranger.Import(File)))[0])).Text("companyId").ShouldNotBe(ours);
        (await stranger.Send(Get, $"/companies/{ours}")).Expect(404);
    }

    [Fact]
    public async Task a_dry_run_adds_no_company_and_neither_do_rows_that_become_nothing()
    {
        (await _rep.Import(Head + "G;H;g@a.example;Acme;\n", "dryRun=true")).Counts().ShouldBe("1 0 0 0 0");
        var import = await _rep.Import(Head + "G;H;no address;Acme;\nG;H;g@a.example;;\nG;H;g@a.example;Acme;\n");
        import.Counts().ShouldBe("1 0 1 0 1");
        (await Names(import)).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_update_gives_another_company_and_stage_and_its_undo_takes_them_back()
    {
        var first = await _rep.Import(Head + "G;H;g@a.example;Acme;new\n");
        var update = await _rep.Import(Head + "G;H;g@a.example;Navy;won\n", "onMatch=update");
        update.Counts().ShouldBe("0 1 0 0 0");
        (await Contacts(update))[0].Text("stage").ShouldBe("won");
        (await Contacts(update))[0].Text("companyId").ShouldNotBe((await Names(update, "id"))[0]);

        await _rep.Do(update, "undo").ShouldBe(202);
        await _rep.Ended($"{ImportRig.Imports}/{update.Text("id")}");
        var contact = (await Contacts(first))[0];
        (contact.Text("companyId"), contact.Text("stage")).ShouldBe(((await Names(update, "id"))[0], "new"));
    }

    [Fact]
    public async Task of_a_company_that_was_put_away_the_name_is_free()
    {
        var first = (await Contacts(await _rep.Import(Head + "G;H;g@a.example;Acme;\n")))[0].Text("companyId");
        var position = (await _rep.Send(Delete, $"/companies/{first}")).Expect(204).Position;
        (await _rep.Send(Get, $"/companies?minPosition={position}")).Expect(200).Items.ShouldBeEmpty();
        var second = (await Contacts(await _rep.Import(Head + "A;B;a@a.example;Acme;\n")))[0].Text("companyId");
        second.ShouldNotBe(first);
        (await Contacts(await _rep.Import(Head + "C;D;c@a.example;acme;\n")))[0].Text("companyId").ShouldBe(second);
    }

    [Fact]
    public async Task what_every_company_must_say_no_name_says_and_the_row_is_refused_with_its_column()
    {
        await Add("Acme");
        await _rep.Client.Post("/api/v1/custom-fields", new { name = "region", label = "Region", kind = "text", appliesTo = "companies", isRequired = true }).ShouldBe(201);
        var import = await _rep.Import(Head + "G;H;g@a.example;Acme;\nA;B;a@n.example;Navy;\n");
        import.Counts().ShouldBe("1 0 0 0 1");
        var reason = (await _rep.Rows(import, "verdict=refused"))[0].GetProperty("reasons")[0];
        (reason.GetProperty("column").GetInt32(), reason.Text("field"), reason.Text("message"))
            .ShouldBe((4, "company", "is no company yet, and cannot be added by a name: its field region is required"));
    }

    private async Task<string> Add(string name)
    {
        var added = (await _rep.Send(Post, "/companies", new { name })).Expect(201);
        (await _rep.Send(Get, $"/companies?minPosition={added.Position}")).Expect(200).Items.ShouldHaveSingleItem();
        return $"{added.Id}";
    }

    private async Task<System.Text.Json.JsonElement[]> Contacts(System.Text.Json.JsonElement import)
    {
        var contacts = new List<System.Text.Json.JsonElement>();
        foreach (var row in await _rep.Rows(import))
            contacts.Add(await _rep.Contact(row));
        return [.. contacts];
    }

    /// <summary>Of the companies there are, once lists have seen what the import did.</summary>
    private async Task<string[]> Names(System.Text.Json.JsonElement import, string member = "name")
    {
        var contact = (await _rep.Rows(import)).Last(row => row.TryGetProperty("contactId", out _));
        var position = (await _rep.Send(Patch, $"/contacts/{contact.Text("contactId")}", """{ "title": "Seen" }""")).Expect(200).Position;
        return [.. (await _rep.Send(Get, $"/companies?sort=name&minPosition={position}")).Expect(200).Items.Select(company => company.Text(member))];
    }
}
