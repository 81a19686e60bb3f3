using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Specs.Duplicates;

/// <summary>Pairs that are one person are proposed, others are not, and it is said why.</summary>
public sealed class DuplicateScoreSpecs
{
    private const double LeastPrecision = 0.97;
    private const double LeastRecall = 0.95;

    [Fact]
    public void there_are_enough_pairs_of_both_kinds()
    {
        DuplicatePairs.All.Count(pair => pair.IsSame).ShouldBeGreaterThanOrEqualTo(40);
        DuplicatePairs.All.Count(pair => !pair.IsSame).ShouldBeGreaterThanOrEqualTo(30);
    }

    [Fact]
    public void what_is_proposed_is_one_person_and_hardly_anybody_is_missed()
    {
        var (precision, recall, wrong) = Judge(Evidence);
        precision.ShouldBeGreaterThanOrEqualTo(LeastPrecision, wrong);
        recall.ShouldBeGreaterThanOrEqualTo(LeastRecall, wrong);
    }

    [Fact]
    public void the_order_of_two_contacts_does_not_matter()
    {
        foreach (var pair in DuplicatePairs.All)
        {
            var turned = DuplicateComparison.Of(pair.Other, pair.One, pair.HoldersOf, pair.HoldersOf, pair.IsCommonName);
            turned.ShouldBe(Evidence(pair), pair.Line);
        }
    }

    [Fact]
    public void one_that_takes_couples_for_one_person_would_be_seen() =>
        Judge(pair => Evidence(pair) with { FirstName = NameLikeness.Unknown }).Precision.ShouldBeLessThan(LeastPrecision);

    [Fact]
    public void one_that_takes_what_many_share_for_one_s_own_would_be_seen() => Judge(pair => Evidence(pair) is var told
        ? told with { PhoneHolders = told.PhoneHolders is null ? null : 2, EmailHolders = told.EmailHolders is null ? null : 2, IsCommonName = false, IsOtherGeneration = false, FirstName = NameLikeness.Same }
        : told).Precision.ShouldBeLessThan(LeastPrecision);

    [Fact]
    public void one_that_knows_no_likeness_but_sameness_would_be_seen() => Judge(pair => Evidence(pair) is var told
        ? told with { FirstName = Plain(told.FirstName), LastName = Plain(told.LastName) }
        : told).Recall.ShouldBeLessThan(LeastRecall);

    [Fact]
    public void one_that_proposes_everybody_would_be_seen() =>
        Judge(pair => new(NameLikeness.Same, NameLikeness.Same) { PhoneHolders = 2 }).Precision.ShouldBeLessThan(0.6);

    [Fact]
    public void reasons_say_what_speaks_for_it_and_then_what_speaks_against() => DuplicateScore
        .Of(new(NameLikeness.Other, NameLikeness.Same) { PhoneHolders = 2, EmailHolders = 30, IsSameCompany = true }).Reasons
        .ShouldBe([DuplicateReason.SharedEmail, DuplicateReason.SamePhone, DuplicateReason.SameCompany, DuplicateReason.OtherFirstName]);

    [Theory]
    [InlineData(NameLikeness.Same, NameLikeness.Same, DuplicateReason.SameName)]
    [InlineData(NameLikeness.Nickname, NameLikeness.Same, DuplicateReason.Nickname)]
    [InlineData(NameLikeness.Similar, NameLikeness.Same, DuplicateReason.SimilarName)]
    [InlineData(NameLikeness.Same, NameLikeness.Similar, DuplicateReason.SimilarName)]
    [InlineData(NameLikeness.Initial, NameLikeness.Same, DuplicateReason.Initials)]
    public void names_have_one_reason(NameLikeness first, NameLikeness last, DuplicateReason reason) =>
        DuplicateScore.Of(new(first, last)).Reasons.ShouldBe([reason]);

    [Fact]
    public void a_name_alone_is_a_hint_and_no_proposal()
    {
        var score = DuplicateScore.Of(new(NameLikeness.Same, NameLikeness.Same)).Score;
        score.ShouldBeInRange(DuplicateScore.Possible, DuplicateScore.Proposed - 1);
        DuplicateScore.Of(new(NameLikeness.Same, NameLikeness.Same) { IsCommonName = true }).Score.ShouldBeLessThan(DuplicateScore.Possible);
    }

    [Fact]
    public void a_number_weighs_less_the_more_have_it()
    {
        int[] holders = [2, 4, 40];
        int[] scores = [.. holders.Select(many => DuplicateScore.Of(new(NameLikeness.Nickname, NameLikeness.Same) { PhoneHolders = many }).Score)];
        scores.ShouldBe(scores.OrderDescending());
        scores.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void an_address_at_a_provider_of_mailboxes_says_nothing_of_a_domain()
    {
        Evidence("- Ann;Lee;;ann@gmail.com; ~ Ann;Lee;;lee@gmail.com;").IsSameEmailDomain.ShouldBeFalse();
        Evidence("+ Grace;Hopper;;grace@navy.mil; ~ Grace;Hopper;;hopper@navy.mil;").IsSameEmailDomain.ShouldBeTrue();
    }

    private static NameLikeness Plain(NameLikeness likeness) =>
        likeness is NameLikeness.Similar or NameLikeness.Nickname or NameLikeness.Initial ? NameLikeness.Other : likeness;

    private static DuplicateEvidence Evidence(string line) => Evidence(DuplicatePairs.All.Single(pair => pair.Line == line));

    private static DuplicateEvidence Evidence(DuplicatePairs.Pair pair) =>
        DuplicateComparison.Of(pair.One, pair.Other, pair.HoldersOf, pair.HoldersOf, pair.IsCommonName);

    private static (double Precision, double Recall, string Wrong) Judge(Func<DuplicatePairs.Pair, DuplicateEvidence> compare)
    {
        var judged = DuplicatePairs.All.Select(pair => (pair, DuplicateScore.Of(compare(pair)).Score)).ToArray();
        var proposed = judged.Where(one => one.Score >= DuplicateScore.Proposed).ToArray();
        double right = proposed.Count(one => one.pair.IsSame);
        var wrong = judged.Where(one => one.Score >= DuplicateScore.Proposed != one.pair.IsSame).Select(one => $"{one.Score}: {one.pair.Line}");
        return (right / proposed.Length, right / judged.Count(one => one.pair.IsSame), string.Join('\n', wrong));
    }
}
