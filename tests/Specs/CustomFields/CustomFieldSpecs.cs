using System.Text.Json;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Projections.Contacts;
using SalesEngagement.Projections.CustomFields;
using SalesEngagement.Specs.Contacts;

namespace SalesEngagement.Specs.CustomFields;

public sealed class CustomFieldSpecs
{
    private static readonly CustomFieldDefined Size =
        new("size", "Size", FieldKind.Choice, IsRequired: false, ["S", "L"], IsPersonal: false, FieldTarget.Contacts, Now);

    private static readonly CustomFieldRetired Retired = new(Now);
    private static readonly ClearField Large = new("size", "L", FieldKind.Choice);

    [Fact]
    public void a_field_is_defined_once_and_for_all() =>
        DefineFieldHandler.Handle(new("size", "Size", FieldKind.Choice, IsRequired: false, ["S", "L"], IsPersonal: false, FieldTarget.Contacts), Now)
            .Then(Size);

    [Theory]
    [InlineData(FieldKind.Choice, "", "choices-missing")]
    [InlineData(FieldKind.MultiChoice, "", "choices-missing")]
    [InlineData(FieldKind.Number, "1", "choices-not-allowed")]
    public void choices_belong_to_what_is_chosen(FieldKind kind, string choice, string code) => DefineFieldHandler
        .Handle(new("f", "F", kind, IsRequired: false, choice == "" ? [] : [choice], IsPersonal: true, FieldTarget.Contacts), Now)
        .ThenRejected(code);

    [Fact]
    public void label_choices_and_being_required_change_together() =>
        Given(Size).When<CustomField>(Changing(new("Fit", IsRequired: true, ["S", "M", "L"])))
            .Then(new CustomFieldChanged("Fit", IsRequired: true, ["S", "M", "L"], Now));

    [Fact]
    public void the_same_again_changes_nothing() =>
        Given(Size).When<CustomField>(Changing(new("Size", IsRequired: false, ["S", "L"]))).ThenNothing();

    [Fact]
    public void the_last_choice_cannot_be_taken_away() =>
        Given(Size).When<CustomField>(Changing(new(Choices: []))).ThenRejected("choices-missing");

    [Fact]
    public void a_field_is_retired_and_brought_back_once()
    {
        Given(Size).When<CustomField>((field, now) => RetireFieldHandler.Handle(new(), field, now)).Then(Retired);
        Given(Size, Retired).When<CustomField>((field, now) => RetireFieldHandler.Handle(new(), field, now)).ThenNothing();
        Given(Size, Retired).When<CustomField>((field, now) => BringBackFieldHandler.Handle(new(), field, now))
            .Then(new CustomFieldBroughtBack(Now));
        Given(Size).When<CustomField>((field, now) => BringBackFieldHandler.Handle(new(), field, now)).ThenNothing();
    }

    [Fact]
    public void a_card_shows_the_definition_as_it_is_now()
    {
        var card = Given(Size, new CustomFieldChanged("Fit", IsRequired: true, ["M"], Now), Retired).Shows<CustomFieldCard>();
        (card.Name, card.Label, card.IsRequired, card.Version, card.RetiredAt).ShouldBe(("size", "Fit", true, 3, Now));
        card.Choices.ShouldBe(["M"]);
        Given(Size, Retired, new CustomFieldBroughtBack(Now)).Shows<CustomFieldCard>().RetiredAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("25.00", "25")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void equal_numbers_are_equal_texts(string number, string text) =>
        FieldText.Of(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(text);

    [Theory]
    [InlineData("25", FieldKind.Number, "25")]
    [InlineData("erased", FieldKind.Number, "\"erased\"")]
    [InlineData("[\"a\",\"b\"]", FieldKind.MultiChoice, "[\"a\",\"b\"]")]
    [InlineData("erased", FieldKind.MultiChoice, "\"erased\"")]
    [InlineData("2027-01-31", FieldKind.Date, "\"2027-01-31\"")]
    [InlineData("25", null, "\"25\"")]
    public void values_are_typed_and_erased_ones_are_texts(string text, FieldKind? kind, string json) =>
        JsonSerializer.Serialize(FieldText.ToJson(text, kind)).ShouldBe(json);

    [Fact]
    public void what_is_not_personal_is_a_fact_of_its_own_in_clear()
    {
        var added = SomeContact.Added;
        AddContactHandler.Handle(
            new(
                added.FirstName, added.LastName, added.Title, added.Phones, added.Emails, added.TimeZone, added.OwnerId, added.Tags,
                added.Fields, added.Source, ClearFields: [Large]),
            Now).Then(added, new ContactClearFieldsChanged([Large], Now));
        Given(added).When<Contact>(Setting(new("L", FieldKind.Choice, IsPersonal: false)))
            .Then(new ContactClearFieldsChanged([Large], Now));
    }

    [Fact]
    public void a_personal_value_keeps_its_kind_and_stays_encrypted() =>
        Given(SomeContact.Added).When<Contact>(Setting(new("7", FieldKind.Number)))
            .Then(new ContactDetailsChanged(
                SomeContact.Added.Title, SomeContact.Added.TimeZone, [SomeContact.Rank, new("size", new("7"), FieldKind.Number)],
                SomeContact.Added.Source, Now));

    [Fact]
    public void a_name_that_is_defined_as_clear_leaves_the_personal_ones_when_it_is_set() =>
        Given(SomeContact.Added with { Fields = [new("size", new("L"))] })
            .When<Contact>(Setting(new("L", FieldKind.Choice, IsPersonal: false)))
            .Then(
                new ContactDetailsChanged(SomeContact.Added.Title, SomeContact.Added.TimeZone, [], SomeContact.Added.Source, Now),
                new ContactClearFieldsChanged([Large], Now));

    [Fact]
    public void a_clear_value_is_removed_and_the_same_again_changes_nothing()
    {
        var large = new ContactClearFieldsChanged([Large], Now);
        Given(SomeContact.Added, large).When<Contact>(Setting(null)).Then(new ContactClearFieldsChanged([], Now));
        Given(SomeContact.Added, large).When<Contact>(Setting(new("L", FieldKind.Choice, IsPersonal: false))).ThenNothing();
    }

    [Fact]
    public void a_card_shows_clear_values_as_analysts_query_them() =>
        Given(SomeContact.Added, new ContactClearFieldsChanged([Large, new("employees", "25", FieldKind.Number)], Now))
            .Shows<ContactCard>().ClearFields["employees"].GetDecimal().ShouldBe(25);

    private static Func<CustomField, DateTimeOffset, Decision> Changing(ChangeField command) =>
        (field, now) => ChangeFieldHandler.Handle(command, field, now);

    private static Func<Contact, DateTimeOffset, Decision> Setting(FieldValue? size) => (contact, now) =>
        ChangeContactHandler.Handle(new(Fields: new Dictionary<string, FieldValue?> { ["size"] = size }), contact, now);
}
