using SalesEngagement.Domain.Companies;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Specs.Search;

/// <summary>What each event makes of a company as search finds it.</summary>
public sealed class CompanySearchSpecs
{
    private static readonly DateTimeOffset Later = Now.AddDays(1);
    private static readonly CompanyAdded Added = new("Müller Werkzeuge", new(Domain: "muellertools.example"), Some.Id(), [], Now);

    [Theory]
    [InlineData("muller", true)]
    [InlineData("mueller", true)]
    [InlineData("werkz", true)]
    [InlineData("acme", false)]
    public void a_company_that_was_added_is_found_by_how_words_of_its_name_begin(string begins, bool isFound) =>
        Begins(Given(Added).Shows<CompanySearch>(), begins).ShouldBe(isFound);

    [Fact]
    public void a_renamed_company_is_found_by_its_new_name_and_not_by_the_old()
    {
        var row = Given(Added, new CompanyRenamed("Acme", Later)).Shows<CompanySearch>();
        row.Name.ShouldBe("Acme");
        Begins(row, "acme").ShouldBeTrue();
        Begins(row, "muller").ShouldBeFalse();
    }

    [Fact]
    public void its_domain_is_that_of_the_last_change()
    {
        var row = Given(Added, new CompanyDetailsChanged(new(Domain: "acme.example"), Later)).Shows<CompanySearch>();
        row.Domain.ShouldBe("acme.example");
        row.Keys.ShouldContain(new SearchKey("tenant").Of(KeyKind.Start, "acm"));
    }

    [Fact]
    public void its_owner_is_the_last_one_assigned()
    {
        var owner = Some.Id();
        Given(Added, new CompanyOwnerAssigned(owner, Later)).Shows<CompanySearch>().OwnerId.ShouldBe(owner);
    }

    [Fact]
    public void one_that_is_put_away_says_so_and_keeps_its_keys_for_its_people()
    {
        var row = Given(Added, new CompanyDeleted(Later)).Shows<CompanySearch>();
        row.DeletedAt.ShouldBe(Later);
        Begins(row, "muller").ShouldBeTrue();
    }

    [Fact]
    public void one_that_was_restored_is_in_use() =>
        Given(Added, new CompanyDeleted(Later), new CompanyRestored(Later)).Shows<CompanySearch>().DeletedAt.ShouldBeNull();

    private static bool Begins(CompanySearch row, string word) => row.Keys.Contains(new SearchKey("tenant").Of(KeyKind.NameStart, word));
}
