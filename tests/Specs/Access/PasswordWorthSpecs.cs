using SalesEngagement.Host.Access;

namespace SalesEngagement.Specs.Access;

/// <summary>A common password stays one however it is dressed up; words of one's own pass.</summary>
public sealed class PasswordWorthSpecs
{
    private const string Signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#%&*+-=?@_~";

    /// <summary>Words that are nothing but common: no row of keys, no repetition.</summary>
    private static readonly string[] Words =
    [
        .. EmbeddedList.Beside(typeof(CommonPasswords), "common-passwords.txt")
            .Where(word => word.Length is >= 5 and <= 9 && word.All(char.IsAsciiLetterLower) && PasswordWorth.Of(word) == 3),
    ];

    [Theory]
    [InlineData("password1234")]
    [InlineData("passwordpassword")]
    [InlineData("Password!Password!")]
    [InlineData("P@ssw0rd2024!!")]
    [InlineData("Summer2024!!")]
    [InlineData("123456789012")]
    [InlineData("98765432101234")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("abcdefghijklm")]
    [InlineData("qwertyuiop[]")]
    [InlineData("poiuytrewqasdf")]
    [InlineData("azertyuiopqsdf")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("zaq12wsxcde34rfv")]
    [InlineData("!@#$%^&*()!@")]
    [InlineData("letmein letmein")]
    [InlineData("hunter2hunter2")]
    [InlineData("iloveyou2024!")]
    [InlineData("19841984198")]
    [InlineData("xk4gxk4gxk4g")]
    [InlineData("password1password2password3")]
    public void what_everybody_does_is_worth_too_little(string password) =>
        PasswordWorth.Of(password).ShouldBeLessThan(PasswordWorth.Least);

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("a long enough secret")]
    [InlineData("purple-lantern-orchard")]
    [InlineData("to be or not to be")]
    [InlineData("llama on a trampoline")]
    [InlineData("Donaudampfschifffahrt")]
    [InlineData("пароль из трёх слов")]
    [InlineData("kX9#mQ2$vL7!")]
    [InlineData("tmnbwqzkdhpf")]
    [InlineData("837105926418")]
    public void what_follows_no_pattern_passes(string password) =>
        PasswordWorth.Of(password).ShouldBeGreaterThanOrEqualTo(PasswordWorth.Least);

    [Theory]
    [InlineData("sunshine1234", 4)]
    [InlineData("sunshinesunshine", 4)]
    [InlineData("P@ssw0rd2024!!", 7)]
    [InlineData("1qaz2wsx3edc", 3)]
    [InlineData("purple lantern orchard", 11)]
    [InlineData("kX9#mQ2$vL7!", 12)]
    public void the_examples_that_are_told_people_are_right(string password, int worth) =>
        PasswordWorth.Of(password).ShouldBe(worth);

    [Fact]
    public void there_are_at_least_ten_thousand_common_passwords_in_lower_case()
    {
        CommonPasswords.Count.ShouldBeGreaterThanOrEqualTo(10_000);
        EmbeddedList.Beside(typeof(CommonPasswords), "common-passwords.txt")
            .Where(password => password.Any(char.IsUpper) || password.Any(char.IsWhiteSpace))
            .ShouldBeEmpty();
    }

    [Fact]
    public void no_common_password_becomes_a_good_one_by_padding_repeating_or_capitals()
    {
        var random = new Random(11);
        string[] paddings = ["1234", "!", "2024!", "123!", "...", "1999", "aaaa"];
        foreach (var word in Words.OrderBy(_ => random.Next()).Take(3000))
        {
            var padding = paddings[random.Next(paddings.Length)];
            string[] dressed =
                [word + padding, padding + word, word + word, word + " " + word, char.ToUpperInvariant(word[0]) + word[1..] + padding];
            dressed.Where(password => PasswordWorth.Of(password) >= PasswordWorth.Least).ShouldBeEmpty();
        }
    }

    [Fact]
    public void three_words_pass_even_when_each_is_a_common_password()
    {
        var random = new Random(13);
        var refused = 0;
        for (var n = 0; n < 3000; n++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 3).Select(_ => Words[random.Next(Words.Length)]));
            refused += PasswordWorth.Of(words) < PasswordWorth.Least ? 1 : 0;
        }

        refused.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void twelve_random_signs_pass()
    {
        var random = new Random(17);
        var refused = 0;
        for (var n = 0; n < 10_000; n++)
            refused += PasswordWorth.Of(string.Concat(Enumerable.Range(0, 12).Select(_ => Signs[random.Next(Signs.Length)]))) < PasswordWorth.Least ? 1 : 0;
        refused.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void the_longest_password_is_worth_its_characters_soon_enough()
    {
        var random = new Random(19);
        var longest = string.Concat(Enumerable.Range(0, 128).Select(_ => Signs[random.Next(Signs.Length)]));
        PasswordWorth.Of(longest).ShouldBeInRange(100, 128);
        PasswordWorth.Of(new string('x', 128)).ShouldBe(1);
    }
}
