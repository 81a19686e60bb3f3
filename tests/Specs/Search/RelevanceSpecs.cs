using SalesEngagement.Projections.Search;

namespace SalesEngagement.Specs.Search;

public sealed class RelevanceSpecs
{
    [Theory]
    [InlineData("hopper", "grace hopper")]
    [InlineData("hop", "hopper")]
    [InlineData("hoper", "hopper")]
    [InlineData("navy", "hopp")]
    public void what_is_nearer_to_the_name_is_worth_more(string less, string more)
    {
        var row = SomeSearch.Row(email: "grace@navy.example");
        row.Finds(less).ShouldBeGreaterThan(0);
        row.Finds(more).ShouldBeGreaterThan(row.Finds(less));
    }

    [Fact]
    public void a_name_as_it_is_written_is_worth_all() => SomeSearch.Row().Finds("hopper, GRACE").ShouldBe(1000);

    [Fact]
    public void a_nickname_is_worth_less_than_the_name_and_more_than_a_beginning()
    {
        var row = SomeSearch.Row("William", "Ash");
        row.Finds("bill ash").ShouldBeInRange(row.Finds("wi ash") + 1, row.Finds("william ash") - 1);
    }

    [Fact]
    public void a_word_that_is_not_answered_makes_it_no_match() => SomeSearch.Row().Finds("grace lovelace").ShouldBe(0);

    [Theory]
    [InlineData("%")]
    [InlineData("gra%")]
    [InlineData("gr_ce hoppex:*")]
    [InlineData("'; drop table")]
    public void signs_have_no_meaning(string asked) =>
        SomeSearch.Row().Finds(asked).ShouldBe(SomeSearch.Row().Finds(string.Join(' ', Words.Of(asked).Select(word => word.Text))));

    [Theory]
    [InlineData("grace hoper", "name:Grace,Hopper")]
    [InlineData("rear", "title:Rear")]
    [InlineData("navy", "email:navy tag:navy")]
    [InlineData("(415) 555-0100", "phone:4155550100")]
    [InlineData("hopper", "name:Hopper email:ghopper")]
    public void highlights_show_what_answers(string asked, string shown)
    {
        var row = SomeSearch.Row(phone: "+14155550100", email: "ghopper@navy.example", title: "Rear Admiral", tags: ["navy"]);
        var highlights = Highlights.Of(asked, new(row, 1, Note: null));
        string.Join(' ', highlights.Select(Shown)).ShouldBe(shown);
    }

    [Fact]
    public void of_a_long_note_the_part_around_the_hit_is_shown()
    {
        var note = string.Concat(Enumerable.Repeat("ni 😀 ", 100)) + "pricing" + string.Concat(Enumerable.Repeat(" 😀 no", 100));
        var highlight = Highlights.Of("pricing", new(SomeSearch.Row(), 1, note)).Single();
        highlight.Text.Length.ShouldBeLessThan(200);
        Shown(highlight).ShouldBe("note:pricing");
        char.IsLowSurrogate(highlight.Text[0]).ShouldBeFalse();
    }

    private static string Shown(Highlight highlight) =>
        $"{highlight.Field}:{string.Join(',', highlight.Spans.Select(span => highlight.Text.Substring(span.Start, span.Length)))}";
}
