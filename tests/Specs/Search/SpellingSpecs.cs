using SalesEngagement.Projections.Search;

namespace SalesEngagement.Specs.Search;

public sealed class SpellingSpecs
{
    [Theory]
    [InlineData("hopper", "hoper")]
    [InlineData("hopper", "hoppper")]
    [InlineData("hopper", "hoppor")]
    [InlineData("hopper", "hpoper")]
    public void one_mistake_leaves_a_word_in_common(string right, string wrong) =>
        Spelling.Near(right).Intersect(Spelling.Near(wrong)).ShouldNotBeEmpty();

    [Fact]
    public void every_single_mistake_in_a_word_leaves_one_in_common()
    {
        const string Right = "lovelace";
        var near = Spelling.Near(Right).ToHashSet();
        for (var i = 0; i < Right.Length; i++)
        {
            string[] wrong = [Right.Remove(i, 1), Right.Insert(i, "x"), Right.Remove(i, 1).Insert(i, "x"), Swapped(Right, i)];
            foreach (var word in wrong)
                Spelling.Near(word).Any(near.Contains).ShouldBeTrue(word);
        }
    }

    [Fact]
    public void other_words_have_nothing_in_common() =>
        Spelling.Near("hopper").Intersect(Spelling.Near("lovelace")).ShouldBeEmpty();

    [Theory]
    [InlineData("ann")]
    [InlineData("4155550100")]
    public void short_words_and_numbers_are_taken_as_they_are(string word) => Spelling.Near(word).ShouldBeEmpty();

    [Theory]
    [InlineData("meier", "mayer")]
    [InlineData("schmidt", "schmitt")]
    [InlineData("beaumont", "bomont")]
    [InlineData("philipp", "filip")]
    [InlineData("pfefferkorn", "feferkorn")]
    public void what_sounds_alike_has_one_sound(string one, string other) => Spelling.Sound(one).ShouldBe(Spelling.Sound(other));

    [Theory]
    [InlineData("hopper", "hopper", 1)]
    [InlineData("hopper", "hpoper", 0.83)]
    [InlineData("hopper", "hoper", 0.83)]
    [InlineData("abc", "xyz", 0)]
    public void likeness_falls_with_each_mistake(string one, string other, double likeness) =>
        Spelling.Likeness(one, other).ShouldBe(likeness, 0.01);

    [Theory]
    [InlineData("bill", "william", true)]
    [InlineData("bob", "robert", true)]
    [InlineData("liz", "betty", true)]
    [InlineData("bill", "robert", false)]
    [InlineData("grace", "grace", false)]
    public void nicknames_are_of_their_name_s_family(string one, string other, bool are) => Nicknames.Are(one, other).ShouldBe(are);

    private static string Swapped(string word, int i) =>
        i + 1 < word.Length ? $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}" : word;
}
