using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Reads the parts of a contact as clients write them, noting what is wrong under its JSON pointer.</summary>
internal sealed class ContactParts(Validation check)
{
    public const int LongestName = 200;
    private const int LongestTitle = 200;
    private const int LongestLabel = 40;
    public const int LongestTag = 64;
    private const int LongestSource = 100;
    private const int MostAddresses = 20;
    public const int LongestStage = 64;
    private const int MostTags = TagContactHandler.MostTags;

    public PersonName Name(string? text, string pointer) => new(check.Text(text, pointer, LongestName));

    public FreeText? Title(string? text) =>
        check.OptionalText(text, "/title", LongestTitle) is { } title ? new FreeText(title) : null;

    public string? Source(string? text) => check.OptionalText(text, "/source", LongestSource);

    public string? TimeZone(string? text, string pointer = "/timeZone")
    {
        var name = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        check.Require(name is null || TimeZoneText.IsKnown(name), pointer, "must be an IANA time zone, such as Europe/Berlin");
        return name;
    }

    /// <summary>Where a zone that is said is known from.</summary>
    public TimeZoneProvenance? Provenance(TimeZoneProvenance? provenance, string? zone)
    {
        check.Require(
            provenance is null || !string.IsNullOrWhiteSpace(zone), "/timeZoneProvenance", "goes with a time zone that is given beside it");
        return provenance;
    }

    /// <summary>The tenant's word for how far somebody is.</summary>
    public string? Stage(string? text) => check.OptionalText(text, "/stage", LongestStage);

    /// <summary>A tag that stands in an address.</summary>
    public string Tag(string? text) => check.Text(text, "/tag", LongestTag);

    public IReadOnlyList<ContactPhone> Phones(IReadOnlyList<PhoneBody?>? phones)
    {
        var read = Each(phones, "/phones", MostAddresses, (phone, pointer) => new ContactPhone(
            Number(phone.Number, $"{pointer}/number"), Label(phone.Label, pointer), phone.State));
        Unlike(read, phone => phone.Number, "/phones", "number");
        return read;
    }

    public IReadOnlyList<ContactEmail> Emails(IReadOnlyList<EmailBody?>? emails)
    {
        var read = Each(emails, "/emails", MostAddresses, (email, pointer) => new ContactEmail(
            Address(email.Address, $"{pointer}/address"), Label(email.Label, pointer), email.State));
        Unlike(read, email => email.Address.Value.ToUpperInvariant(), "/emails", "address");
        return read;
    }

    public IReadOnlyList<string> Tags(IReadOnlyList<string?>? tags) =>
        [.. Each(tags, "/tags", MostTags, (tag, pointer) => check.Text(tag, pointer, LongestTag)).Distinct()];

    /// <summary>A number that somebody asks to be called at, or that is to be shown.</summary>
    public PhoneNumber Number(string? text, string pointer)
    {
        var number = PhoneNumberText.Read(text);
        check.Require(number is not null, pointer, "must be a possible number with country code, such as +14155550100");
        return number ?? new("");
    }

    private EmailAddress Address(string? text, string pointer)
    {
        var address = EmailAddressText.Read(text);
        check.Require(address is not null, pointer, "must be an e-mail address");
        return address ?? new("");
    }

    private string Label(string? text, string pointer) =>
        check.OptionalText(text, $"{pointer}/label", LongestLabel) ?? AddressStates.Unsaid;

    private IReadOnlyList<TRead> Each<T, TRead>(IReadOnlyList<T?>? items, string pointer, int most, Func<T, string, TRead> read)
        where T : class
    {
        if (!check.Require(items is null || items.Count <= most, pointer, $"must have at most {most} items"))
            return [];

        var all = items ?? [];
        for (var i = 0; i < all.Count; i++)
            check.Require(all[i] is not null, $"{pointer}/{i}", "is required");
        return [.. all.Select((item, i) => (item, i)).Where(x => x.item is not null).Select(x => read(x.item!, $"{pointer}/{x.i}"))];
    }

    private void Unlike<T>(IReadOnlyList<T> items, Func<T, object> key, string pointer, string member)
    {
        for (var i = 1; i < items.Count; i++)
            check.Require(!items.Take(i).Any(other => key(other).Equals(key(items[i]))), $"{pointer}/{i}/{member}", "is given twice");
    }
}
