using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Http;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Imports;

/// <summary>An import sees and changes what its sender reaches, and is seen by who reaches its sender.</summary>
public sealed class ImportReachSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string File = "Vorname;Nachname;E-Mail\nGrace;Murray;grace@navy.example\n";
    private readonly Staff _staff = fixture.Staff;

    [Fact]
    public async Task contacts_out_of_reach_and_of_other_companies_are_as_if_they_were_not_there()
    {
        var theirs = (await _staff["east rep"].Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Id;
        var stranger = await _staff.Host.AddUser(await _staff.Host.Register(), "rep");
        (await stranger.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201);

        (await _staff["west rep"].Import(File, "onMatch=update")).Counts().ShouldBe("1 0 0 0 0");
        (await _staff["east rep"].Send(Get, $"/contacts/{theirs}")).Expect(200).Json.Text("lastName").ShouldBe("Hopper");
        (await _staff["east manager"].Import(File, "onMatch=update&dryRun=true")).Counts().ShouldBe("0 1 0 0 0");
    }

    [Fact]
    public async Task who_reaches_the_sender_sees_the_import_and_nobody_else_does()
    {
        var import = await _staff["west rep"].Import(ImportRig.People(3, from: 500));
        foreach (var (who, status) in new[] { ("west manager", 200), ("compliance", 200), ("east rep", 404), ("east manager", 404), ("analyst", 403) })
        {
            await _staff[who].Client.Get($"{ImportRig.Imports}/{import.Text("id")}").ShouldBe(status);
            await _staff[who].Client.Get($"{ImportRig.Imports}/{import.Text("id")}/rows").ShouldBe(status);
        }

        await _staff["east rep"].Do(import, "undo").ShouldBe(404);
        await _staff["compliance"].Do(import, "undo").ShouldBe(403);
        (await Ids("west manager")).ShouldContain(import.Text("id"));
        (await Ids("east manager")).ShouldNotContain(import.Text("id"));
    }

    [Fact]
    public async Task companies_out_of_reach_are_neither_found_nor_in_the_way()
    {
        const string Named = "Vorname;Nachname;E-Mail;Firma\nA;B;a@reach.example;Reach Ltd\n";
        var west = await CompanyOf("west rep");
        (await CompanyOf("east rep")).ShouldNotBe(west);
        (await _staff["east rep"].Send(Get, $"/companies/{west}")).Expect(404);

        async Task<string> CompanyOf(string who) =>
            (await _staff[who].Contact((await _staff[who].Rows(await _staff[who].Import(Named)))[0])).Text("companyId");
    }

    private async Task<IEnumerable<string>> Ids(string who) =>
        (await _staff[who].Client.Get(ImportRig.Imports).ShouldBe(200).Json()).GetProperty("items").EnumerateArray().Select(import => import.Text("id"));
}
