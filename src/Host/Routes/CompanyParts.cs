using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Reads the parts of a company as clients write them, noting what is wrong under its JSON pointer.</summary>
internal sealed class CompanyParts(Validation check)
{
    /// <summary>Of a name (characters).</summary>
    public const int LongestName = 200;

    private const int LongestDomain = 253;
    private const int LongestLine = 200;
    private const int LongestPostalCode = 20;
    private const int LongestIndustry = 100;
    private readonly ContactParts _parts = new(check);

    public string Name(string? text) => check.Text(text, "/name", LongestName);

    /// <summary>Small letters, without a trailing dot.</summary>
    public string? Domain(string? text)
    {
        var name = check.OptionalText(text, "/domain", LongestDomain)?.ToLowerInvariant().TrimEnd('.');
        check.Require(
            name is null || (name.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns),
            "/domain", "must be a domain name, such as acme.example");
        return name;
    }

    public string? Phone(string? text) => string.IsNullOrWhiteSpace(text) ? null : _parts.Number(text, "/phone").Value;

    public string? Line(string? text, string member) => check.OptionalText(text, $"/address/{member}", LongestLine);

    public string? PostalCode(string? text) => check.OptionalText(text, "/address/postalCode", LongestPostalCode);

    public string? Country(string? text)
    {
        var code = check.OptionalText(text, "/address/country", LongestLine)?.ToUpperInvariant();
        check.Require(code is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "/address/country", "must have two letters, such as DE");
        return code;
    }

    public string? Industry(string? text) => check.OptionalText(text, "/industry", LongestIndustry);

    public string? TimeZone(string? text) => _parts.TimeZone(text);

    public IReadOnlyList<string> Tags(IReadOnlyList<string?>? tags) => _parts.Tags(tags);
}
