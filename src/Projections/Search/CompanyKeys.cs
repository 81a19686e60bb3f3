namespace SalesEngagement.Projections.Search;

/// <summary>By which keys a company is found: the words of its name as those of a contact's, its domain as other words.</summary>
internal static class CompanyKeys
{
    public static int[] Of(string tenantId, CompanySearch row)
    {
        var key = new SearchKey(tenantId);
        return [.. Name(key, row.Name).Concat(Domain(key, row.Domain)).Distinct().Order()];
    }

    private static IEnumerable<int> Name(SearchKey key, string name)
    {
        foreach (var form in Words.Of(name).SelectMany(word => word.Forms).Distinct())
        {
            foreach (var start in ContactKeys.Starts(form))
                yield return key.Of(KeyKind.NameStart, start);
            foreach (var near in Spelling.Near(form))
                yield return key.Of(KeyKind.Near, near);
            if (Spelling.Sound(form) is { } sound)
                yield return key.Of(KeyKind.Sound, sound);
        }
    }

    private static IEnumerable<int> Domain(SearchKey key, string? domain) =>
        Words.Of(domain).SelectMany(word => ContactKeys.Starts(word.Text)).Select(start => key.Of(KeyKind.Start, start));
}
