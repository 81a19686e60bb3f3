using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Specs.Access;

/// <summary>Which passwords are taken, and whom they then fit.</summary>
public sealed class PasswordsSpecs
{
    private const string Good = "purple-lantern-orchard";
    private const string Composed = "Caf\u00E9 der Träume";
    private const string Decomposed = "Cafe\u0301 der Träume";

    [Theory]
    [InlineData("elf Zeichen", false)]
    [InlineData("zwölf Zeichn", true)]
    [InlineData("🌵🎻🦉🍋🚲🧊🎈🪁🥁🦀🍞", false)]
    [InlineData("🌵🎻🦉🍋🚲🧊🎈🪁🥁🦀🍞🗿", true)]
    [InlineData("e\u0301levenchars", false)]
    public void characters_are_counted_as_people_see_them(string password, bool isTaken) =>
        Errors(password).ShouldBe(isTaken ? [] : ["must have 12 to 128 characters"]);

    [Fact]
    public void a_password_may_have_128_characters_and_no_more()
    {
        var longest = string.Join(' ', Enumerable.Range(100, 32));
        Errors((longest + " x")[..128]).ShouldBeEmpty();
        Errors(longest + " xx").ShouldNotBeEmpty();
        Errors(new string('\u0301', 1_000_000)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("the lovelace way of things")]
    [InlineData("ADA.LOVELACE@acme.example")]
    [InlineData("countess on the roof")]
    [InlineData("all rockets go to mars")]
    [InlineData("r0cket5 and lemonade")]
    [InlineData("a mailhost in the attic")]
    [InlineData("my engagement ring fell off")]
    [InlineData("salesengagement!!")]
    public void words_an_attacker_knows_of_the_user_are_refused_wherever_they_stand(string password)
    {
        Errors(password, "Ada Lovelace", "countess.ada@mailhost.acme.example", "Rockets & Co")
            .ShouldContain("must not contain your name, your e-mail address, your company's name or this product's");
        if (!password.Contains("engagement", StringComparison.Ordinal))
            Errors(password, "Bob Byron", "bb@other.example", "Trains").ShouldNotContain(error => error.Contains("your name"));
    }

    [Fact]
    public void short_words_and_the_end_of_an_address_tell_nothing() =>
        Errors("an example of lively people, 4a3f", "Li An", "li@an.example", "4a3f Co").ShouldBeEmpty();

    [Fact]
    public void errors_never_repeat_the_password() =>
        Errors("password1234").ShouldHaveSingleItem().ShouldNotContain("1234");

    [Fact]
    public void a_password_fits_however_its_accents_are_typed()
    {
        var passwords = At(rounds: 1000);
        passwords.Fits(passwords.Hash(Decomposed), Composed).ShouldBe(PasswordFit.Yes);
        passwords.Fits(passwords.Hash(Composed), Decomposed).ShouldBe(PasswordFit.Yes);
        passwords.Fits(passwords.Hash(Composed), Composed + "!").ShouldBe(PasswordFit.No);
    }

    [Fact]
    public void a_hash_from_before_accents_were_composed_still_fits_and_is_made_anew()
    {
        var passwords = At(rounds: 1000);
        var old = Hasher(rounds: 1000).HashPassword(passwords, Decomposed);
        passwords.Fits(old, Decomposed).ShouldBe(PasswordFit.ButOutdated);
        passwords.Fits(old, Decomposed + "!").ShouldBe(PasswordFit.No);
    }

    [Fact]
    public void a_hash_at_a_lower_cost_fits_and_is_made_anew_and_one_at_a_higher_cost_is_left()
    {
        var (cheap, dear) = (At(rounds: 1000), At(rounds: 2000));
        dear.Fits(cheap.Hash(Good), Good).ShouldBe(PasswordFit.ButOutdated);
        cheap.Fits(dear.Hash(Good), Good).ShouldBe(PasswordFit.Yes);
        dear.Fits(cheap.Hash(Good), "something else").ShouldBe(PasswordFit.No);
    }

    [Fact]
    public void nothing_fits_an_account_that_is_not_there()
    {
        var passwords = At(rounds: 1000);
        passwords.Fits(hash: null, "the password of nobody").ShouldBe(PasswordFit.No);
        passwords.Fits(hash: null, Decomposed).ShouldBe(PasswordFit.No);
    }

    private static string[] Errors(string password, params string?[] known)
    {
        var check = new Validation();
        Passwords.Check(check, password, known);
        return check.Refusal?.Errors!["/password"] ?? [];
    }

    private static Passwords At(int rounds) =>
        new(Hasher(rounds), Options.Create(new AccessOptions { PasswordIterations = rounds }));

    private static IPasswordHasher<Passwords> Hasher(int rounds) =>
        Passwords.Hasher(Options.Create(new AccessOptions { PasswordIterations = rounds }));
}
