using SalesEngagement.Application.Companies;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Projections.Companies;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.Companies;

public sealed class CompanySpecs
{
    private static readonly CompanyDetails Known = new("acme.example", "+14155550199", City: "San Francisco", Country: "US");
    private static readonly CompanyAdded Added = new("Acme", Known, Some.Id(), ["key"], Now);
    private static readonly CompanyDeleted Deleted = new(Now);

    [Fact]
    public void a_company_is_added_with_all_that_is_known() =>
        AddCompanyHandler.Handle(new(Added.Name, Added.Details, Added.OwnerId, Added.Tags), Now).Then(Added);

    [Fact]
    public void each_kind_of_change_is_a_fact_of_its_own()
    {
        var owner = Some.Id();
        Given(Added).When<Company>(Changing(new("Acme Tools", new(City: new("Oakland")), owner, []))).Then(
            new CompanyRenamed("Acme Tools", Now), new CompanyDetailsChanged(Known with { City = "Oakland" }, Now),
            new CompanyOwnerAssigned(owner, Now), new CompanyTagsChanged([], Now));
    }

    [Fact]
    public void a_detail_that_is_removed_leaves_the_others() =>
        Given(Added).When<Company>(Changing(new(Details: new(Phone: new(To: null)))))
            .Then(new CompanyDetailsChanged(Known with { Phone = null }, Now));

    [Fact]
    public void the_same_again_changes_nothing() =>
        Given(Added).When<Company>(Changing(new(
            Added.Name, new(Domain: new(Known.Domain), Country: new("US")), Added.OwnerId, Added.Tags))).ThenNothing();

    [Fact]
    public void a_deleted_company_cannot_be_found() =>
        Given(Added, Deleted).When<Company>(Changing(new("x"))).ThenRejected(Rejection.NotFoundCode);

    [Fact]
    public void a_company_is_deleted_and_restored_once()
    {
        Given(Added).When<Company>((company, now) => DeleteCompanyHandler.Handle(new(), company, now)).Then(Deleted);
        Given(Added, Deleted).When<Company>((company, now) => DeleteCompanyHandler.Handle(new(), company, now)).ThenNothing();
        Given(Added, Deleted).When<Company>((company, now) => RestoreCompanyHandler.Handle(new(), company, now))
            .Then(new CompanyRestored(Now));
        Given(Added).When<Company>((company, now) => RestoreCompanyHandler.Handle(new(), company, now)).ThenNothing();
    }

    [Fact]
    public void an_added_company_shows_with_its_name_for_sorting()
    {
        var card = Given(Added).Shows<CompanyCard>();
        (card.Name, card.SortName, card.Domain, card.City, card.Version).ShouldBe(("Acme", "acme", "acme.example", "San Francisco", 1));
    }

    [Fact]
    public void a_card_shows_each_last_change()
    {
        var owner = Some.Id();
        Given(Added, new CompanyRenamed("Tools", Now)).Shows<CompanyCard>().SortName.ShouldBe("tools");
        Given(Added, new CompanyDetailsChanged(new(Industry: "machines"), Now)).Shows<CompanyCard>()
            .ShouldSatisfyAllConditions(card => card.Industry.ShouldBe("machines"), card => card.City.ShouldBeNull());
        Given(Added, new CompanyOwnerAssigned(owner, Now)).Shows<CompanyCard>().OwnerId.ShouldBe(owner);
        Given(Added, new CompanyTagsChanged([], Now)).Shows<CompanyCard>().Tags.ShouldBeEmpty();
        Given(Added, Deleted).Shows<CompanyCard>().DeletedAt.ShouldBe(Now);
        Given(Added, Deleted, new CompanyRestored(Now)).Shows<CompanyCard>().DeletedAt.ShouldBeNull();
    }

    [Fact]
    public void a_contact_works_for_another_company_under_its_name_of_that_day()
    {
        var acme = new CompanyChoice(Some.Id(), "Acme");
        var joined = new ContactCompanyChanged(acme.Id, acme.Name, Now);
        Given(SomeContact.Added).When<Contact>(Working(acme)).Then(joined);
        Given(SomeContact.Added, joined).When<Contact>(Working(acme with { Name = "Acme Tools" })).ThenNothing();
        Given(SomeContact.Added, joined).When<Contact>(Working(null)).Then(new ContactCompanyChanged(null, null, Now));
        Given(SomeContact.Added, joined).Shows<ContactCard>().CompanyId.ShouldBe(acme.Id);
        Given(SomeContact.Added with { CompanyId = acme.Id }).Shows<ContactCard>().CompanyId.ShouldBe(acme.Id);
    }

    [Fact]
    public void a_contact_s_timeline_names_the_company_then_and_for_ever() =>
        Given(SomeContact.Added, new ContactCompanyChanged(Some.Id(), "Acme", Now), new ContactCompanyChanged(null, null, Now))
            .ShowsRows<ContactTimeline>().Select(entry => entry.Title)
            .ShouldBe(["Contact added", "Works for Acme", "Works for no company"]);

    private static Func<Company, DateTimeOffset, Decision> Changing(ChangeCompany command) =>
        (company, now) => ChangeCompanyHandler.Handle(command, company, now);

    private static Func<Contact, DateTimeOffset, Decision> Working(CompanyChoice? company) =>
        (contact, now) => ChangeContactHandler.Handle(new(Company: new(company)), contact, now);
}
