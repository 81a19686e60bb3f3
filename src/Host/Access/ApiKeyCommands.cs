using SalesEngagement.Application.ApiKeys;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Reads bodies into commands about keys.</summary>
internal static class ApiKeyCommands
{
    private const int MostItems = 100;
    private static readonly string Known = string.Join(", ", Permission.ForKeys.Select(permission => permission.Name));

    /// <param name="body">What was sent.</param>
    /// <param name="maker">Whose key it is when the body does not say.</param>
    /// <param name="check">Collects what is wrong.</param>
    public static CreateApiKey Read(NewApiKey body, Guid maker, Validation check) => new(
        check.Text(body.Name, "/name", NewAccounts.LongestName), Scopes(body.Scopes, check), body.UserId ?? maker,
        body.ExpiresAt, Addresses(body.Addresses, check));

    public static ChangeApiKey Read(ApiKeyPatch patch, Validation check) => new(
        patch.Has("name") ? check.Text(patch.Name, "/name", NewAccounts.LongestName) : null,
        patch.Has("scopes") ? Scopes(patch.Scopes, check) : null,
        patch.Has("expiresAt") ? new KeyExpiry(patch.ExpiresAt) : null,
        patch.Has("addresses") ? Addresses(patch.Addresses, check) : null);

    /// <summary>Once each, in the order of the documentation, so that the same set is always the same fact.</summary>
    private static IReadOnlyList<string> Scopes(IReadOnlyList<string?>? names, Validation check)
    {
        check.Require(names?.Count > 0, "/scopes", "must name at least one permission");
        var sent = Items(names, "/scopes", check);
        for (var i = 0; i < sent.Count; i++)
            check.Require(Permission.Named(sent[i]) is { IsForKeys: true }, $"/scopes/{i}", $"must be one of {Known}");
        return [.. Permission.ForKeys.Select(permission => permission.Name).Where(sent.Contains)];
    }

    /// <summary>Once each, in one form and order.</summary>
    private static IReadOnlyList<string> Addresses(IReadOnlyList<string?>? texts, Validation check)
    {
        var ranges = Items(texts, "/addresses", check).Select(AddressRangeText.Read).ToArray();
        for (var i = 0; i < ranges.Length; i++)
            check.Require(ranges[i] is not null, $"/addresses/{i}", "must be an IP address, or a range such as 203.0.113.0/24");
        return [.. ranges.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string?> Items(IReadOnlyList<string?>? items, string pointer, Validation check) =>
        check.Require(items is null || items.Count <= MostItems, pointer, $"must have at most {MostItems} items") ? items ?? [] : [];
}
