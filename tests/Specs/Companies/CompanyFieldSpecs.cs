using SalesEngagement.Application.Companies;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Projections.Access;
using SalesEngagement.Projections.Companies;

namespace SalesEngagement.Specs.Companies;

/// <summary>What a tenant keeps about companies beside ours: clear values of fields that are defined.</summary>
public sealed class CompanyFieldSpecs
{
    private static readonly ClearField Employees = new("employees", "250", FieldKind.Number);
    private static readonly ClearField Region = new("region", "EMEA", FieldKind.Choice);
    private static readonly CompanyAdded Added = new("Acme", new(), Some.Id(), [], Now);
    private static readonly CompanyFieldsChanged Both = new([Employees, Region], Now);

    [Fact]
    public void fields_of_a_new_company_are_a_fact_of_their_own() =>
        AddCompanyHandler.Handle(new(Added.Name, Added.Details, Added.OwnerId, Added.Tags, [Employees, Region]), Now).Then(Added, Both);

    [Fact]
    public void a_new_company_without_fields_is_one_fact() =>
        AddCompanyHandler.Handle(new(Added.Name, Added.Details, Added.OwnerId, Added.Tags, []), Now).Then(Added);

    [Fact]
    public void a_field_is_set_and_the_others_stay() =>
        Given(Added, Both).When<Company>(Setting("employees", Clear("300", FieldKind.Number)))
            .Then(new CompanyFieldsChanged([Employees with { Value = "300" }, Region], Now));

    [Fact]
    public void a_field_without_a_value_is_removed() =>
        Given(Added, Both).When<Company>(Setting("employees", null)).Then(new CompanyFieldsChanged([Region], Now));

    [Fact]
    public void all_fields_are_cleared_at_once() =>
        Given(Added, Both).When<Company>(Changing(new(ClearFields: true))).Then(new CompanyFieldsChanged([], Now));

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Given(Added, Both).When<Company>(Setting("employees", Clear("250", FieldKind.Number))).ThenNothing();
        Given(Added, Both).When<Company>(Setting("unknown", null)).ThenNothing();
        Given(Added).When<Company>(Changing(new(ClearFields: true))).ThenNothing();
    }

    [Fact]
    public void a_change_of_something_else_leaves_the_fields() =>
        Given(Added, Both).When<Company>(Changing(new("Tools"))).Then(new CompanyRenamed("Tools", Now));

    [Fact]
    public void more_fields_than_a_company_may_have_are_refused() =>
        Given(Added, Both).When<Company>(Changing(new(Fields: Enumerable.Range(0, FieldSet.Most)
            .ToDictionary(i => $"field{i}", FieldValue? (_) => Clear("x", FieldKind.Text))))).ThenRejected("too-many-fields");

    [Fact]
    public void as_many_fields_as_a_company_may_have_are_set() =>
        Given(Added).When<Company>(Changing(new(Fields: Enumerable.Range(0, FieldSet.Most)
            .ToDictionary(i => $"field{i}", FieldValue? (_) => Clear("x", FieldKind.Text)))))
            .Then(new CompanyFieldsChanged([.. Enumerable.Range(0, FieldSet.Most).Select(i => new ClearField($"field{i}", "x", FieldKind.Text))], Now));

    [Fact]
    public void a_deleted_company_takes_no_fields() =>
        Given(Added, new CompanyDeleted(Now)).When<Company>(Setting("employees", null)).ThenRejected(Rejection.NotFoundCode);

    [Fact]
    public void a_card_shows_fields_as_analysts_query_them()
    {
        var card = Given(Added, Both).Shows<CompanyCard>();
        (card.ClearFields["employees"].GetDecimal(), card.ClearFields["region"].GetString(), card.Version).ShouldBe((250, "EMEA", 2));
        Given(Added, Both, new CompanyFieldsChanged([Region], Now)).Shows<CompanyCard>().ClearFields.Keys.ShouldBe(["region"]);
    }

    [Fact]
    public void the_audit_trail_says_that_fields_of_a_company_changed() =>
        Given(Added, Both).ShowsRows<AuditEntry>().Select(entry => (entry.Action, entry.Target))
            .ShouldBe([("company-added", "company"), ("company-fields-changed", "company")]);

    [Fact]
    public void a_field_of_companies_is_never_personal()
    {
        DefineFieldHandler.Handle(Defining(isPersonal: true), Now).ThenRejected("field-not-personal");
        DefineFieldHandler.Handle(Defining(isPersonal: false), Now).Then(new CustomFieldDefined(
            "employees", "Employees", FieldKind.Number, IsRequired: false, [], IsPersonal: false, FieldTarget.Companies, Now));
    }

    private static DefineField Defining(bool isPersonal) =>
        new("employees", "Employees", FieldKind.Number, IsRequired: false, [], isPersonal, FieldTarget.Companies);

    private static FieldValue Clear(string text, FieldKind kind) => new(text, kind, IsPersonal: false);

    private static Func<Company, DateTimeOffset, Decision> Setting(string name, FieldValue? value) =>
        Changing(new(Fields: new Dictionary<string, FieldValue?> { [name] = value }));

    private static Func<Company, DateTimeOffset, Decision> Changing(ChangeCompany command) =>
        (company, now) => ChangeCompanyHandler.Handle(command, company, now);
}
