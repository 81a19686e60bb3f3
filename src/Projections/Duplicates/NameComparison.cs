using System.Text;
using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Duplicates;

/// <summary>Compares names of people as people write them: accents, short forms, initials, middle names, two names in one.</summary>
internal static class NameComparison
{
    private const double LeastLikeness = 0.8;
    private const double LeastWhenHeardAlike = 0.55;
    private const int Shortest = 4;

    // What makes a name another person's, mostly of the other sex: Paul and Paula are two people, however alike.
    private static readonly string[] OtherEnds = ["a", "e", "o", "s", "le", "ne", "te", "in", "ina", "ine", "ette", "elle"];

    /// <summary>First names with first names, last with last; or the other way round, where that fits better.</summary>
    public static (NameLikeness First, NameLikeness Last, bool IsSwapped) Of(DuplicateName one, DuplicateName other)
    {
        var straight = (First: OfFirst(one.First, other.First), Last: OfLast(one.Last, other.Last), IsSwapped: false);
        if (straight.First != NameLikeness.Other && straight.Last != NameLikeness.Other)
            return straight;
        var (here, there) = (OfEither(one.First, other.Last), OfEither(one.Last, other.First));
        var (stronger, weaker) = here <= there ? (here, there) : (there, here);
        return stronger == NameLikeness.Same && weaker <= NameLikeness.Similar ? (weaker, stronger, true) : straight;
    }

    /// <summary>Of two of which nobody knows whether they are first or last names.</summary>
    private static NameLikeness OfEither(IReadOnlyList<Word> one, IReadOnlyList<Word> other)
    {
        var (asFirst, asLast) = (OfFirst(one, other), OfLast(one, other));
        return asFirst <= asLast ? asFirst : asLast;
    }

    /// <summary>What comes behind the first of several first names may be left out.</summary>
    private static NameLikeness OfFirst(IReadOnlyList<Word> one, IReadOnlyList<Word> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return NameLikeness.Unknown;
        if (IsSame(one, other))
            return NameLikeness.Same;
        var first = OfFirst(one[0], other[0]);
        if (first != NameLikeness.Other)
            return one.Count > 1 && other.Count > 1 ? Weaker(first, OfFirst(one[1], other[1])) : first;
        var (fewer, more) = one.Count <= other.Count ? (one, other) : (other, one);
        return more.Skip(1).Any(word => OfFirst(fewer[0], word) is NameLikeness.Same) ? NameLikeness.Similar : NameLikeness.Other;
    }

    /// <summary>One of two last names may be left out, but that says less.</summary>
    private static NameLikeness OfLast(IReadOnlyList<Word> one, IReadOnlyList<Word> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return NameLikeness.Unknown;
        if (IsSame(one, other))
            return NameLikeness.Same;
        if (one.Count == 1 && other.Count == 1)
            return OfLast(one[0], other[0]);
        var (fewer, more) = one.Count <= other.Count ? (one, other) : (other, one);
        return fewer.All(word => more.Any(its => OfLast(word, its) is NameLikeness.Same or NameLikeness.Similar))
            ? NameLikeness.Similar : NameLikeness.Other;
    }

    private static bool IsSame(IReadOnlyList<Word> one, IReadOnlyList<Word> other) =>
        (one.Count == other.Count && one.Zip(other).All(pair => Relevance.Matches(pair.First, pair.Second)))
        || string.Concat(one.Select(word => word.Text)) == string.Concat(other.Select(word => word.Text));

    private static NameLikeness OfFirst(Word one, Word other)
    {
        if (Relevance.Matches(one, other))
            return NameLikeness.Same;
        if (IsInitial(one) || IsInitial(other))
            return one.Text[0] == other.Text[0] ? NameLikeness.Initial : NameLikeness.Other;
        if (Nicknames.Are(one.Text, other.Text))
            return NameLikeness.Nickname;
        return IsSimilar(one, other) && !AreTwoNames(one.Text, other.Text) ? NameLikeness.Similar : NameLikeness.Other;
    }

    private static NameLikeness OfLast(Word one, Word other)
    {
        if (Relevance.Matches(one, other))
            return NameLikeness.Same;
        if (IsInitial(one) || IsInitial(other))
            return one.Text[0] == other.Text[0] ? NameLikeness.Initial : NameLikeness.Other;
        return IsSimilar(one, other) ? NameLikeness.Similar : NameLikeness.Other;
    }

    private static bool IsInitial(Word word) => word.Text.Length == 1 && !Letters.IsIdeograph(new Rune(word.Text[0]));

    private static bool IsSimilar(Word one, Word other)
    {
        if (one.Text.Length < Shortest || other.Text.Length < Shortest)
            return false;
        var likeness = one.Forms.Max(form => other.Forms.Max(its => Spelling.Likeness(form, its)));
        return likeness >= LeastLikeness
            || (likeness >= LeastWhenHeardAlike && Spelling.Sound(one.Text) is { } sound && sound == Spelling.Sound(other.Text));
    }

    private static bool AreTwoNames(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (longer.StartsWith(shorter, StringComparison.Ordinal))
            return OtherEnds.Contains(longer[shorter.Length..]);
        var isSheOne = one.EndsWith('a');
        return isSheOne != other.EndsWith('a') || (shorter.Length == longer.Length && shorter[..^1] == longer[..^1]);
    }

    private static NameLikeness Weaker(NameLikeness one, NameLikeness other) => (one, other) switch
    {
        (NameLikeness.Other, _) or (_, NameLikeness.Other) => NameLikeness.Similar,
        (NameLikeness.Initial, NameLikeness.Initial) => NameLikeness.Initial,
        (_, NameLikeness.Initial) => one,
        _ => (NameLikeness)Math.Max((int)one, (int)other),
    };
}
