using SalesEngagement.Application.Imports;

namespace SalesEngagement.Specs.Imports;

/// <summary>Where columns go is suggested by what they are called, and by what stands in them.</summary>
public sealed class MappingSuggestionSpecs
{
    private static readonly string[] GermanHeader = ["Vorname", "Nachname", "E-Mail", "Handy", "Funktion", "Lieblingsfarbe"];
    private static readonly string[] German = ["firstName", "lastName", "email", "phone:mobile", "title", "ignore"];

    [Theory]
    [InlineData("First Name", "firstName")]
    [InlineData("PRÉNOM", "firstName")]
    [InlineData("Nom de famille", "lastName")]
    [InlineData("Apellidos", "lastName")]
    [InlineData("E-Mail-Adresse", "email")]
    [InlineData("Correo electrónico", "email")]
    [InlineData("E-mail 2", "email")]
    [InlineData("Phone 1 - Value", "phone")]
    [InlineData("Téléphone", "phone")]
    [InlineData("Mobile Phone", "phone:mobile")]
    [InlineData("job_title", "title")]
    [InlineData("Zeitzone", "timeZone")]
    [InlineData("Lead Source", "source")]
    [InlineData("Full name", "name")]
    [InlineData("Account Name", "company")]
    [InlineData("Organization 1 - Name", "company")]
    [InlineData("Société", "company")]
    [InlineData("Lead Status", "stage")]
    public void a_name_in_many_languages_is_known(string header, string target) => $"{HeaderWords.TargetOf(header)}".ShouldBe(target);

    [Theory]
    [InlineData("Favourite colour")]
    [InlineData("")]
    [InlineData("42")]
    public void other_names_are_not(string header) => HeaderWords.TargetOf(header).ShouldBeNull();

    [Fact]
    public void known_names_decide_and_others_are_ignored() =>
        Suggested(GermanHeader, ["Grace", "Hopper", "grace@navy.example", "0170 1234567", "Admiral", "blue"]).ShouldBe(German);

    [Fact]
    public void without_names_the_values_decide() =>
        Suggested(null, ["Grace", "grace@navy.example", "+1 415 555 0100"]).ShouldBe(["ignore", "email", "phone"]);

    [Fact]
    public void several_columns_of_addresses_and_numbers_are_all_taken() =>
        Suggested(["First", "Last", "Mail", "Mail 2", "Tel", "Mobile"], ["Grace", "Hopper", "a@b.example", "", "", ""])
            .ShouldBe(["firstName", "lastName", "email", "email", "phone", "phone:mobile"]);

    [Fact]
    public void one_column_for_what_there_is_one_of()
    {
        Suggested(["Name", "First name", "Last name"], ["ACME", "Grace", "Hopper"]).ShouldBe(["ignore", "firstName", "lastName"]);
        Suggested(["Company", "Name", "Account"], ["ACME", "Grace Hopper", "ACME"]).ShouldBe(["company", "name", "ignore"]);
        Suggested(["Title", "Position"], ["Dr.", "Admiral"]).ShouldBe(["title", "ignore"]);
    }

    [Theory]
    [InlineData("firstName")]
    [InlineData("phone")]
    [InlineData("phone:mobile")]
    [InlineData("field:shoe size")]
    [InlineData("ignore")]
    public void a_target_is_read_as_it_is_written(string text) => $"{ColumnTarget.Read(text)}".ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nickname")]
    [InlineData("field")]
    [InlineData("field:")]
    [InlineData("firstName:work")]
    [InlineData("3")]
    public void what_is_no_target_is_none(string? text) => ColumnTarget.Read(text).ShouldBeNull();

    private static IEnumerable<string> Suggested(IReadOnlyList<string>? header, IReadOnlyList<string> row) =>
        MappingSuggestion.Of(header, [row]).Select(target => $"{target}");
}
