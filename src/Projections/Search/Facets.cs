namespace SalesEngagement.Projections.Search;

/// <summary>How many of the matches have which owner, tag and time zone.</summary>
/// <param name="Counted">Matches that were counted.</param>
/// <param name="IsComplete">Whether these are all matches; otherwise there are more, and the numbers are of the best.</param>
/// <param name="Owners">The most frequent first.</param>
/// <param name="Tags">The most frequent first; a match counts for each of its tags.</param>
/// <param name="TimeZones">The most frequent first.</param>
public sealed record Facets(
    int Counted, bool IsComplete, IReadOnlyList<FacetCount> Owners, IReadOnlyList<FacetCount> Tags, IReadOnlyList<FacetCount> TimeZones)
{
    private const int Most = 20;

    public static Facets Of(FoundContacts found) => new(
        found.All.Count,
        found.IsComplete,
        Count(found.All.Select(match => match.Row.OwnerId.ToString())),
        Count(found.All.SelectMany(match => match.Row.Tags.Distinct())),
        Count(found.All.Select(match => match.Row.TimeZone).OfType<string>()));

    private static FacetCount[] Count(IEnumerable<string> values) =>
        [.. values.CountBy(value => value).Select(pair => new FacetCount(pair.Key, pair.Value))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal).Take(Most)];
}

/// <summary>A value and how many matches have it.</summary>
public sealed record FacetCount(string Value, int Count);
