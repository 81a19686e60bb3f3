namespace SalesEngagement.Domain.Duplicates;

/// <summary>What two contacts have in common, or what speaks against their being one person. Names are stored: add, never rename.</summary>
public enum DuplicateReason
{
    /// <summary>A number that hardly anybody else has.</summary>
    SamePhone,

    /// <summary>A number that several others have too, such as a switchboard's.</summary>
    SharedPhone,

    /// <summary>An e-mail address that hardly anybody else has.</summary>
    SameEmail,

    /// <summary>An address that several others have too, or that is an office's (<c>info@</c>).</summary>
    SharedEmail,

    /// <summary>First and last name.</summary>
    SameName,

    /// <summary>One of the first names is short for the other.</summary>
    Nickname,

    /// <summary>One of the first names is only the letter that the other begins with.</summary>
    Initials,

    /// <summary>A name differs by a letter or two, or is a part of the other.</summary>
    SimilarName,

    /// <summary>The first name of one is the last name of the other.</summary>
    SwappedName,

    /// <summary>The same company, or two that are called the same.</summary>
    SameCompany,

    /// <summary>Addresses at the same domain, which is not one that gives mailboxes to anybody.</summary>
    SameEmailDomain,

    /// <summary>Against: the name is one that many contacts have.</summary>
    CommonName,

    /// <summary>Against: another first name, as couples and colleagues have.</summary>
    OtherFirstName,

    /// <summary>Against: another last name.</summary>
    OtherLastName,

    /// <summary>Against: both work for a company, and not for the same.</summary>
    OtherCompany,

    /// <summary>Against: one is the senior, the other the junior.</summary>
    OtherGeneration,
}
