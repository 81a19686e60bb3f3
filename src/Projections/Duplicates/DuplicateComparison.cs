using SalesEngagement.Domain.Duplicates;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Duplicates;

/// <summary>Compares two contacts part by part.</summary>
public static class DuplicateComparison
{
    private const int Everybody = int.MaxValue;
    private static readonly HashSet<string> FreeMail = [.. Listed("free-mail.txt")];
    private static readonly HashSet<string> Offices = [.. Listed("office-mailboxes.txt")];
    private static readonly HashSet<string> LegalForms = [.. Listed("legal-forms.txt")];

    /// <summary>What two contacts have in common.</summary>
    /// <param name="one">A contact.</param>
    /// <param name="other">Another.</param>
    /// <param name="phoneHolders">How many contacts have a number, these two among them.</param>
    /// <param name="emailHolders">The same of an e-mail address.</param>
    /// <param name="isCommonName">Whether many contacts are called as one of the two is.</param>
    public static DuplicateEvidence Of(
        DuplicateProfile one, DuplicateProfile other, Func<PhoneNumber, int> phoneHolders, Func<EmailAddress, int> emailHolders, bool isCommonName)
    {
        var (first, last, isSwapped) = NameComparison.Of(one.Name, other.Name);
        var (mine, its) = (one.Name.Generation, other.Name.Generation);
        return new(first, last)
        {
            IsSwapped = isSwapped,
            IsCommonName = isCommonName && first != NameLikeness.Other && last != NameLikeness.Other,
            IsOtherGeneration = mine > 0 && its > 0 && mine != its,
            PhoneHolders = Fewest(one.Phones.Intersect(other.Phones).Select(phoneHolders)),
            EmailHolders = Fewest(one.Emails.Where((_, i) => other.EmailTexts.Contains(one.EmailTexts[i]))
                .Select(email => IsOffice(email.Value) ? Everybody : emailHolders(email))),
            IsSameCompany = IsSameCompany(one, other),
            IsSameEmailDomain = DomainsOf(one).Intersect(DomainsOf(other)).Any(),
        };
    }

    /// <summary>Whether a mailbox is an office's by its name, so that it says nothing of a person.</summary>
    private static bool IsOffice(string address) => Offices.Contains(address[..Math.Max(0, address.LastIndexOf('@'))].ToLowerInvariant());

    private static int? Fewest(IEnumerable<int> holders) => holders.Select(count => (int?)count).Min();

    private static IEnumerable<string> DomainsOf(DuplicateProfile one) =>
        one.EmailTexts.Select(address => address[(address.LastIndexOf('@') + 1)..]).Where(domain => !FreeMail.Contains(domain));

    private static bool? IsSameCompany(DuplicateProfile one, DuplicateProfile other)
    {
        if (one.CompanyId is { } mine && mine == other.CompanyId)
            return true;
        var (name, its) = (CompanyWords(one), CompanyWords(other));
        return name.Count == 0 || its.Count == 0 ? null : name.SetEquals(its);
    }

    private static IEnumerable<string> Listed(string fileName) =>
        SearchList.Beside(typeof(DuplicateComparison), fileName).SelectMany(line => line.Split(' '));

    private static HashSet<string> CompanyWords(DuplicateProfile one)
    {
        var words = Words.Of(one.CompanyName).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        var bare = words.Where(word => !LegalForms.Contains(word)).ToHashSet(StringComparer.Ordinal);
        return bare.Count > 0 ? bare : words;
    }
}
