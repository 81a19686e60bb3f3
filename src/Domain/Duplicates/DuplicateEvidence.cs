namespace SalesEngagement.Domain.Duplicates;

/// <summary>How far two contacts agree, part by part.</summary>
/// <param name="FirstName">Their first names.</param>
/// <param name="LastName">Their last names.</param>
public sealed record DuplicateEvidence(NameLikeness FirstName, NameLikeness LastName)
{
    /// <summary>They agree only when first and last name of one change places.</summary>
    public bool IsSwapped { get; init; }

    /// <summary>Many other contacts are called so.</summary>
    public bool IsCommonName { get; init; }

    /// <summary>One is a junior, the other a senior or of another generation.</summary>
    public bool IsOtherGeneration { get; init; }

    /// <summary>So many contacts have the number that both have: of several the rarest. Null: they share none.</summary>
    public int? PhoneHolders { get; init; }

    /// <summary>The same of e-mail addresses.</summary>
    public int? EmailHolders { get; init; }

    /// <summary>Whether they work for the same company; null: not known of both.</summary>
    public bool? IsSameCompany { get; init; }

    /// <summary>Both have an address at a domain that is not a provider's of mailboxes for everybody.</summary>
    public bool IsSameEmailDomain { get; init; }
}

/// <summary>How alike two first names, or two last names, are.</summary>
public enum NameLikeness { Unknown, Same, Nickname, Similar, Initial, Other }
