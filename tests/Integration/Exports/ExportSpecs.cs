using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Imports;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Exports;

/// <summary>Contacts leave as files: those that the caller reaches, as they are now.</summary>
public sealed class ExportSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private const string Exports = "/api/v1/contacts/exports";
    private static readonly string[] Names = ["firstName", "lastName", "phone", "field:rank"];
    private static readonly string[] ExportedCompany = ["firstName", "lastName", "email", "stage", "company", "companyId"];
    private readonly Staff _staff = fixture.Staff;

    [Fact]
    public async Task an_export_holds_what_its_reader_reaches_and_nothing_more()
    {
        await Add("west rep", "West");
        await Add("far west rep", "Far West");
        var position = await Add("east rep", "East");
        (await Lines("west manager", position, Tag("reach"))).Order().ShouldBe(["Grace,Far West,+14155550100,O-7", "Grace,West,+14155550100,O-7"]);
        (await Lines("compliance", position, Tag("reach"))).Length.ShouldBe(3);
        var stranger = await _staff.Host.Register();
        (await Text(stranger, await Request(stranger, Tag("reach")), position: null)).ShouldBe("firstName,lastName,phone,field:rank\r\n");
        await _staff["west rep"].Client.Post(Exports, new { }).ShouldBe(403);

        async Task<string> Add(string who, string lastName)
        {
            var body = Integration.Contacts.Api.Grace(lastName);
            var added = (await _staff[who].Send(Post, "/contacts", body)).Expect(201);
            return (await _staff[who].Send(Patch, $"/contacts/{added.Id}", """{ "tags": ["reach"] }""")).Expect(200).Position!;
        }

    }

    [Fact]
    public async Task what_is_exported_can_be_imported_and_is_found_to_be_there()
    {
        var admin = await _staff.Host.Register();
        var position = (await admin.Send(Post, "/contacts", Integration.Contacts.Api.Grace("Weiß, \"the\""))).Expect(201).Position;
        var export = await Request(admin, new { byteOrderMark = true });
        var file = await Text(admin, export, position);
        file.ShouldStartWith("\uFEFFid,firstName,lastName");
        (await admin.Import(file, "onMatch=update")).Counts().ShouldBe("0 0 0 1 0");
    }

    [Fact]
    public async Task a_contact_s_company_and_stage_are_told_and_known_again()
    {
        var admin = await _staff.Host.Register();
        var company = (await admin.Send(Post, "/companies", new { name = "Navy" })).Expect(201);
        var added = (await admin.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201);
        var position = (await admin.Send(Patch, $"/contacts/{added.Id}", new { companyId = company.Id, stage = "won" })).Expect(200).Position;
        var file = await Text(admin, await Request(admin, new { columns = ExportedCompany }), position);
        file.ShouldBe($"firstName,lastName,email,stage,company,companyId\r\nGrace,Hopper,grace@navy.example,won,Navy,{company.Id}\r\n");
        (await admin.Import(file, "onMatch=update")).Counts().ShouldBe("0 0 0 1 0");
    }

    [Fact]
    public async Task a_line_of_json_for_each_contact()
    {
        var admin = await _staff.Host.Register();
        var position = (await admin.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201).Position;
        var text = await Text(admin, await Request(admin, new { format = "jsonl" }), position);
        System.Text.Json.JsonDocument.Parse(text.Trim()).RootElement.GetProperty("fields").Text("rank").ShouldBe("O-7");
    }

    [Fact]
    public async Task an_erased_person_is_in_no_export_that_was_asked_for_before()
    {
        var admin = await _staff.Host.Register();
        var added = (await admin.Send(Post, "/contacts", Integration.Contacts.Api.Grace())).Expect(201);
        var export = await Request(admin, new { columns = Names });
        (await Text(admin, export, added.Position)).ShouldContain("Hopper");
        var privacy = _staff.Host.Services.GetRequiredService<IPrivacy>();
        await privacy.Erase($"{admin.TenantId}", added.Id, TestContext.Current.CancellationToken);
        await Eventually.True(async () =>
            (await privacy.ErasureOf($"{admin.TenantId}", added.Id, TestContext.Current.CancellationToken))?.PurgedAt is not null);
        (await Text(admin, export, position: null)).ShouldNotContain("Hopper");
    }

    [Fact]
    public async Task a_download_is_never_cached_and_is_in_the_audit_trail()
    {
        var admin = await _staff.Host.Register();
        var answer = await admin.Client.Get($"{await Request(admin, new { })}/download").ShouldBe(200);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("contacts.csv");
        await Eventually.True(async () => (await admin.Client.Get("/api/v1/security/audit/trail?action=personal-data-exported").ShouldBe(200).Json())
            .GetProperty("items").GetArrayLength() == 1);
    }

    [Theory]
    [InlineData("""{ "columns": ["shoeSize"] }""", "/columns/0")]
    [InlineData("""{ "columns": [null] }""", "/columns/0")]
    [InlineData("""{ "format": "xlsx" }""", "/format")]
    public async Task what_cannot_be_told_is_refused(string body, string member) =>
        (await _staff.Admin.Send(Post, "/contacts/exports", body)).Expect(422).Pointers.ShouldBe([member]);

    private static object Tag(string tag) => new { columns = Names, filter = new { tag } };

    private static async Task<string> Request(TestUser user, object body) =>
        (await user.Client.Post(Exports, body).ShouldBe(202)).Headers.Location!.ToString();

    private async Task<string[]> Lines(string who, string position, object body)
    {
        var text = await Text(_staff[who], await Request(_staff[who], body), position);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    private static async Task<string> Text(TestUser user, string export, string? position) => Encoding.UTF8.GetString(
        await (await user.Client.Get($"{export}/download?minPosition={position}").ShouldBe(200)).Content
            .ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
}
