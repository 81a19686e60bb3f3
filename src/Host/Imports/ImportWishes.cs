using SalesEngagement.Application.Contacts;
using SalesEngagement.Application.Imports;
using SalesEngagement.Host.Http;
using SalesEngagement.Host.Routes;

namespace SalesEngagement.Host.Imports;

/// <summary>What a sender wants, checked.</summary>
internal sealed record ImportWishes(
    bool IsDryRun, bool Updates, string? Encoding, char? Delimiter, bool? HasHeader, string? Country, Guid OwnerId,
    IReadOnlyList<string> Tags, string? Source)
{
    private static readonly Dictionary<string, char> Delimiters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t', ["pipe"] = '|', [","] = ',', [";"] = ';', ["|"] = '|', ["\t"] = '\t',
    };

    /// <summary>The wishes, to be used only when <paramref name="check"/> has no refusal afterwards.</summary>
    public static ImportWishes Read(ImportQuery query, Guid callerId, Validation check)
    {
        var parts = new ContactParts(check);
        var encoding = query.Encoding?.Trim().ToLowerInvariant();
        var country = query.Country?.Trim().ToUpperInvariant();
        var delimiter = Delimiters.GetValueOrDefault(query.Delimiter ?? "");
        check.Require(query.OnMatch is null or "skip" or "update", "/onMatch", "must be skip or update");
        check.Require(
            encoding is null || CsvEncodings.All.Contains(encoding), "/encoding", $"must be one of {string.Join(", ", CsvEncodings.All)}");
        check.Require(query.Delimiter is null || delimiter != 0, "/delimiter", "must be comma, semicolon, tab or pipe");
        check.Require(country is null || PhoneNumberText.IsCountry(country), "/country", "must be a country in two letters, such as DE");
        return new(
            query.DryRun ?? false, query.OnMatch == "update", encoding, delimiter == 0 ? null : delimiter, query.Header, country,
            query.OwnerId ?? callerId,
            parts.Tags(query.Tags?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            parts.Source(query.Source));
    }
}
