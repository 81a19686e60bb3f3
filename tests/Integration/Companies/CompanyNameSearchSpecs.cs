using SalesEngagement.Integration.Access;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Search;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Companies;

/// <summary>People are found by what their company is called now, and companies while somebody types.</summary>
public sealed class CompanyNameSearchSpecs(StaffFixture fixture) : IClassFixture<StaffFixture>
{
    private readonly Staff _staff = fixture.Staff;

    [Fact]
    public async Task people_are_found_by_their_company_s_new_name_and_not_by_its_old_one()
    {
        var company = (await _staff.Admin.Send(Post, "/companies", new { name = "Zweig Pumps" })).Expect(201).Id;
        (await Joins("Ann", company)).Expect(201);
        (await Joins("Bea", company)).Expect(201);
        var renamed = (await _staff.Admin.Send(Patch, $"/companies/{company}", new { name = "Quarz Valves" })).Expect(200);

        (await Found("quarz valves", renamed.Position)).ShouldBe(["Ann Companyman", "Bea Companyman"]);
        (await Found("bea valv", renamed.Position)).ShouldBe(["Bea Companyman"]);
        (await Found("zweig", renamed.Position)).ShouldBeEmpty();
        (await Found("pumps companyman", renamed.Position)).ShouldBeEmpty();
        var highlight = (await _staff.Admin.Search("quarz", renamed.Position)).Items.First().GetProperty("highlights")[0];
        (highlight.GetProperty("field").GetString(), highlight.GetProperty("text").GetString()).ShouldBe(("company", "Quarz Valves"));
    }

    [Fact]
    public async Task people_of_a_company_that_is_put_away_are_found_by_it_still()
    {
        var company = (await _staff.Admin.Send(Post, "/companies", new { name = "Xylophon Ltd" })).Expect(201).Id;
        (await Joins("Cy", company)).Expect(201);
        var deleted = (await _staff.Admin.Send(Delete, $"/companies/{company}")).Expect(204);
        (await Found("xylophon", deleted.Position)).ShouldBe(["Cy Companyman"]);
        (await Suggested(_staff.Admin, "xylophon", deleted.Position!)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bra", "Bräuning Söhne,Brauwerk Nord")]
    [InlineData("BRAEUNING", "Bräuning Söhne")]
    [InlineData("nord brau", "Brauwerk Nord")]
    [InlineData("brauwrk", "Brauwerk Nord")]
    [InlineData("hopfen.exam", "Brauwerk Nord")]
    [InlineData("brau sud", "")]
    [InlineData("", "")]
    public async Task companies_are_suggested_by_how_their_names_or_domains_begin_accents_case_and_slips_ignored(string q, string names)
    {
        var (other, position) = await Brewers();
        (await Suggested(other, q, position)).ShouldBe(names.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task suggestions_are_of_one_s_own_company_and_reach()
    {
        var (other, position) = await Brewers();
        (await Suggested(other, "brauwerk", position)).ShouldBe(["Brauwerk Nord"]);
        (await Suggested(_staff.Admin, "brauwerk", position: "")).ShouldBeEmpty();
        var mine = (await _staff["west rep"].Send(Post, "/companies", new { name = "Westwind" })).Expect(201).Position!;
        (await Suggested(_staff["west rep"], "westwi", mine)).ShouldBe(["Westwind"]);
        (await Suggested(_staff["east rep"], "westwi", mine)).ShouldBeEmpty();
    }

    private async Task<(TestUser By, string Position)> Brewers()
    {
        var other = await _staff.Host.AddUser(await _staff.Host.Register(), "rep");
        await other.Send(Post, "/companies", new { name = "Brauwerk Nord", domain = "hopfen.example" });
        return (other, (await other.Send(Post, "/companies", new { name = "Bräuning Söhne" })).Expect(201).Position!);
    }

    private Task<Reply> Joins(string name, string company) =>
        _staff.Admin.Send(Post, "/contacts", new { firstName = name, lastName = "Companyman", companyId = company });

    private async Task<IEnumerable<string>> Found(string q, string? position) =>
        (await _staff.Admin.Search(q, position)).Names().Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string?>> Suggested(TestUser by, string q, string position) =>
        (await by.Send(Get, $"/companies/suggestions?q={Uri.EscapeDataString(q)}&minPosition={Uri.EscapeDataString(position)}"))
            .Expect(200).Items.Select(item => item.GetProperty("name").GetString());
}
