using SalesEngagement.Projections.Search;

namespace SalesEngagement.Specs.Search;

public sealed class WordsSpecs
{
    [Theory]
    [InlineData("Grace Hopper", "grace hopper")]
    [InlineData("  GRACE,hopper!", "grace hopper")]
    [InlineData("Jürgen Müller", "jurgen muller")]
    [InlineData("Łukasz Wójcik", "lukasz wojcik")]
    [InlineData("Søren Kjærgaard", "soren kjaergaard")]
    [InlineData("Þór Guðmundsdóttir", "thor gudmundsdottir")]
    [InlineData("Yıldırım İSTANBUL", "yildirim istanbul")]
    [InlineData("Strauß Ｆｕｌｌ", "strauss full")]
    [InlineData("Nguyễn Thị Hương", "nguyen thi huong")]
    [InlineData("Γιώργος ΠΑΠΑΔΟΠΟΥΛΟΣ", "γιωργοσ παπαδοπουλοσ")]
    [InlineData("Алёна Йовович", "алена иовович")]
    [InlineData("grace.hopper@navy.example", "grace hopper navy example")]
    [InlineData("O'Brien d’Artagnan", "obrien dartagnan")]
    [InlineData("山田太郎", "山 田 太 郎")]
    [InlineData("Z\u0335\u0327o\u0308e\u0301", "zoe")]
    [InlineData("\u202Eכהן\u202C דוד", "כהן דוד")]
    [InlineData("100% _off_ \\ & | ! ( ) : *", "100 off")]
    [InlineData("\ud800 lone", "lone")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void a_text_is_its_words_without_case_accents_and_signs(string? text, string words) =>
        string.Join(' ', Words.Of(text).Select(word => word.Text)).ShouldBe(words);

    [Theory]
    [InlineData("Müller", "mueller")]
    [InlineData("Mu\u0308ller", "mueller")]
    [InlineData("Åkesson", "aakesson")]
    [InlineData("O'Brien", "brien")]
    [InlineData("Joe's", "joe")]
    public void a_word_that_is_also_written_otherwise_knows_how(string text, string also) =>
        Words.Of(text).Single().Also.ShouldContain(also);

    [Fact]
    public void a_word_knows_where_it_stands()
    {
        const string Text = "Dr. Zoë O'Brien";
        Words.Of(Text).Select(word => Text[word.Start..word.End]).ShouldBe(["Dr", "Zoë", "O'Brien"]);
    }

    [Fact]
    public void a_decomposed_accent_is_part_of_the_stretch_that_is_shown()
    {
        const string Text = "a Zoe\u0308 b";
        var word = Words.Of(Text)[1];
        Text[word.Start..word.End].ShouldBe("Zoe\u0308");
    }

    [Fact]
    public void a_token_without_an_end_is_cut()
    {
        var word = Words.Of(new string('x', 4096)).Single();
        word.Text.Length.ShouldBe(40);
        word.Length.ShouldBe(4096);
    }
}
