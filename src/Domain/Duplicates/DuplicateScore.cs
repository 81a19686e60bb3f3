namespace SalesEngagement.Domain.Duplicates;

/// <summary>How likely two contacts are one person.</summary>
/// <param name="Score">From 0 to 100: the probability in percent, as far as weights that nobody has counted can tell.</param>
/// <param name="Reasons">What speaks for it, the strongest first, then what speaks against it.</param>
/// <remarks>
/// After I. Fellegi and A. Sunter, "A Theory for Record Linkage" (1969): each part on which two records agree or differ has a
/// weight, the binary logarithm of how much oftener that happens with one person than with two; weights add up, and with the
/// odds before anything was compared they give a probability. Frequent values weigh less, as W. Winkler's frequency-based
/// matching has it: a number that many contacts have, a name that many people have. Phone and e-mail are not independent, as a
/// household shares both, so the weaker of them counts half. The weights are estimates, held by a fixture of pairs.
/// </remarks>
public sealed record DuplicateScore(int Score, IReadOnlyList<DuplicateReason> Reasons)
{
    /// <summary>From here on two contacts are worth a hint to who enters one of them.</summary>
    public const int Possible = 40;

    /// <summary>From here on a pair is proposed for review: more than a name in common.</summary>
    public const int Proposed = 50;

    /// <summary>From here on a contact is refused where that was asked for.</summary>
    public const int Likely = 70;

    // One in 630 of those that are compared is the same person: a name alone, though the same, says not quite enough.
    private const double Prior = -9.3;
    private const double CommonName = -2.5;
    private const double OtherGeneration = -12;
    private const double Swapped = -0.5;
    private const double SameCompany = 2.5;
    private const double SameDomain = 2;
    private const double DomainBesideCompany = 0.5;
    private const double OtherCompany = -1.5;
    private const int Few = 2;
    private const int Several = 5;

    /// <summary>The score of two contacts that agree so far.</summary>
    public static DuplicateScore Of(DuplicateEvidence evidence)
    {
        var (phone, email) = (Phone(evidence.PhoneHolders), Email(evidence.EmailHolders));
        var bits = Prior + First(evidence.FirstName) + Last(evidence.LastName)
            + Math.Max(phone, email) + (Math.Min(phone, email) / 2) + Work(evidence)
            + (evidence.IsSwapped ? Swapped : 0)
            + (evidence.IsCommonName ? CommonName : 0)
            + (evidence.IsOtherGeneration ? OtherGeneration : 0);
        return new((int)Math.Round(100 / (1 + Math.Pow(2, -bits))), [.. ReasonsOf(evidence)]);
    }

    /// <summary>
    /// Whether this is stronger than what was dismissed: it is likelier, and for a reason that was not there then. What
    /// was looked at and found wanting is not shown again for its own sake.
    /// </summary>
    public bool IsStrongerThan(int score, IReadOnlyList<DuplicateReason> reasons) => Score > score && Reasons.Except(reasons).Any();

    private static double First(NameLikeness likeness) => likeness switch
    {
        NameLikeness.Same => 4,
        NameLikeness.Nickname => 3,
        NameLikeness.Similar => 2.5,
        NameLikeness.Initial => 1.5,
        NameLikeness.Other => -9.5,
        _ => 0,
    };

    /// <summary>People marry: another last name says less than another first name.</summary>
    private static double Last(NameLikeness likeness) => likeness switch
    {
        NameLikeness.Same => 5,
        NameLikeness.Similar or NameLikeness.Nickname => 3,
        NameLikeness.Initial => 1,
        NameLikeness.Other => -2.5,
        _ => 0,
    };

    private static double Phone(int? holders) => holders switch { null => 0, <= Few => 8, <= Several => 3.5, _ => 0.5 };

    private static double Email(int? holders) => holders switch { null => 0, <= Few => 9, <= Several => 4, _ => 1 };

    private static double Work(DuplicateEvidence evidence) => evidence switch
    {
        { IsSameCompany: true } => SameCompany + (evidence is { IsSameEmailDomain: true, EmailHolders: null } ? DomainBesideCompany : 0),
        { IsSameEmailDomain: true } => evidence.EmailHolders is null ? SameDomain : 0,
        { IsSameCompany: false } => OtherCompany,
        _ => 0,
    };

    private static IEnumerable<DuplicateReason> ReasonsOf(DuplicateEvidence evidence)
    {
        if (evidence.EmailHolders is { } emails)
            yield return emails <= Several ? DuplicateReason.SameEmail : DuplicateReason.SharedEmail;
        if (evidence.PhoneHolders is { } phones)
            yield return phones <= Several ? DuplicateReason.SamePhone : DuplicateReason.SharedPhone;
        if (NameReason(evidence) is { } name)
            yield return name;
        if (evidence.IsSwapped)
            yield return DuplicateReason.SwappedName;
        if (evidence.IsSameCompany == true)
            yield return DuplicateReason.SameCompany;
        if (evidence.IsSameEmailDomain)
            yield return DuplicateReason.SameEmailDomain;
        if (evidence.IsCommonName)
            yield return DuplicateReason.CommonName;
        if (evidence.FirstName == NameLikeness.Other)
            yield return DuplicateReason.OtherFirstName;
        if (evidence.LastName == NameLikeness.Other)
            yield return DuplicateReason.OtherLastName;
        if (evidence is { IsSameCompany: false, IsSameEmailDomain: false })
            yield return DuplicateReason.OtherCompany;
        if (evidence.IsOtherGeneration)
            yield return DuplicateReason.OtherGeneration;
    }

    private static DuplicateReason? NameReason(DuplicateEvidence evidence) => (evidence.FirstName, evidence.LastName) switch
    {
        (NameLikeness.Other or NameLikeness.Unknown, _) or (_, NameLikeness.Other or NameLikeness.Unknown) => null,
        (NameLikeness.Same, NameLikeness.Same) => DuplicateReason.SameName,
        (NameLikeness.Nickname, NameLikeness.Same) => DuplicateReason.Nickname,
        (NameLikeness.Initial, _) or (_, NameLikeness.Initial) => DuplicateReason.Initials,
        _ => DuplicateReason.SimilarName,
    };
}
