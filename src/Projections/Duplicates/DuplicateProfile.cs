using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Projections.Duplicates;

/// <summary>Somebody who may be there twice: what is compared of them.</summary>
public sealed class DuplicateProfile
{
    private readonly Lazy<DuplicateName> _name;

    /// <summary>Of somebody who is there, or may come.</summary>
    public DuplicateProfile(
        PersonName firstName, PersonName lastName, IReadOnlyList<ContactPhone> phones, IReadOnlyList<ContactEmail> emails,
        Guid? companyId, string? companyName)
    {
        (CompanyId, CompanyName) = (companyId, companyName);
        Phones = [.. phones.Select(phone => phone.Number)];
        Emails = [.. emails.Select(email => email.Address)];
        EmailTexts = [.. Emails.Select(email => email.Value.Trim().ToLowerInvariant())];
        _name = new(() => new(firstName.Value, lastName.Value));
    }

    /// <summary>Numbers, E.164.</summary>
    public IReadOnlyList<PhoneNumber> Phones { get; }

    /// <summary>Addresses as they are written.</summary>
    public IReadOnlyList<EmailAddress> Emails { get; }

    /// <summary>The company.</summary>
    public Guid? CompanyId { get; }

    /// <summary>What it is called.</summary>
    public string? CompanyName { get; }

    /// <summary>Addresses as they are compared.</summary>
    internal IReadOnlyList<string> EmailTexts { get; }

    /// <summary>The name, cut into words.</summary>
    internal DuplicateName Name => _name.Value;
}

/// <summary>A name cut into words, without titles, particles and generations.</summary>
internal sealed class DuplicateName
{
    // What stands before names and is often left out; and what tells father and son apart.
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "zu", "zum", "zur", "ten", "ter",
        "dr", "prof", "mr", "mrs", "ms", "herr", "frau", "ing", "dipl", "mag", "sr", "jr", "junior", "senior", "ii", "iii", "iv", "phd",
    };

    private static readonly Dictionary<string, int> Generations = new(StringComparer.Ordinal)
    {
        ["sr"] = 1, ["senior"] = 1, ["jr"] = 2, ["junior"] = 2, ["ii"] = 2, ["iii"] = 3, ["iv"] = 4,
    };

    public DuplicateName(string first, string last)
    {
        var (firsts, lasts) = (Words.Of(first), Words.Of(last));
        Generation = firsts.Skip(1).Concat(lasts.Skip(1)).Select(word => Generations.GetValueOrDefault(word.Text)).FirstOrDefault(found => found > 0);
        (First, Last) = (Bare(firsts), Bare(lasts));
    }

    public IReadOnlyList<Word> First { get; }

    public IReadOnlyList<Word> Last { get; }

    /// <summary>1 for a senior, 2 for a junior and so on; 0 when it is not said.</summary>
    public int Generation { get; }

    // A name that consists of nothing else is one: Mr. Le, Ms. Al.
    private static IReadOnlyList<Word> Bare(IReadOnlyList<Word> words)
    {
        Word[] bare = [.. words.Where(word => !Particles.Contains(word.Text))];
        return bare.Length > 0 ? bare : words;
    }
}
