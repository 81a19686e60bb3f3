using System.Text;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Specs.Access;

/// <summary>One text, one form, whichever keyboard wrote it.</summary>
public sealed class NfcSpecs
{
    [Theory]
    [InlineData("Cafe\u0301", "Caf\u00E9", "an accent goes into its letter")]
    [InlineData("\u212B", "\u00C5", "an old sign is the letter it stands for")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307", "marks stand in the order of their classes")]
    [InlineData("o\u0323\u0302", "\u1ED9", "two marks go in one after the other")]
    [InlineData("o\u0302\u0323", "\u1ED9", "in whichever order they came")]
    [InlineData("a\u0301\u0301", "\u00E1\u0301", "the second of a kind stays")]
    [InlineData("e\u0305\u0301", "e\u0305\u0301", "a mark of its own class is in the way")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C", "Korean letters make a syllable")]
    [InlineData("\uD558\u11AB", "\uD55C", "a syllable takes its last letter")]
    [InlineData("\u0958", "\u0915\u093C", "some are never composed")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "above the first plane, too")]
    [InlineData("\u0301a", "\u0301a", "a mark before everything has nowhere to go")]
    public void a_text_is_composed(string typed, string composed, string because) =>
        Nfc.Of(typed).ShouldBe(composed, because);

    [Fact]
    public void what_is_composed_stays_as_it_is()
    {
        var random = new Random(7);
        for (var n = 0; n < 2000; n++)
        {
            var composed = Nfc.Of(string.Concat(Enumerable.Range(0, 8).Select(_ => new Rune(random.Next(0x41, 0xD7FF)))));
            Nfc.Of(composed).ShouldBe(composed);
        }
    }

    [Fact]
    public void the_framework_does_not_do_it_here() => "e\u0301".Normalize(NormalizationForm.FormC).ShouldBe("e\u0301");
}
