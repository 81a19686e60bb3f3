using SalesEngagement.Domain.CustomFields;

namespace SalesEngagement.Projections.Search;

/// <summary>How many of the matches have which owner, tag, time zone, stage and company.</summary>
/// <param name="Counted">Matches that were counted.</param>
/// <param name="IsComplete">Whether these are all matches; otherwise there are more, and the numbers are of the best.</param>
/// <param name="Owners">The most frequent first.</param>
/// <param name="Tags">The most frequent first; a match counts for each of its tags.</param>
/// <param name="TimeZones">The most frequent first.</param>
/// <param name="Stages">The most frequent first.</param>
/// <param name="Companies">Their ids, the most frequent first.</param>
/// <param name="Fields">Of each custom field that is chosen and not personal its choices, the most frequent first; by its name.</param>
public sealed record Facets(
    int Counted,
    bool IsComplete,
    IReadOnlyList<FacetCount> Owners,
    IReadOnlyList<FacetCount> Tags,
    IReadOnlyList<FacetCount> TimeZones,
    IReadOnlyList<FacetCount> Stages,
    IReadOnlyList<FacetCount> Companies,
    IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Fields)
{
    private const int Most = 20;

    public static Facets Of(FoundContacts found) => new(
        found.All.Count,
        found.IsComplete,
        Count(found.All.Select(match => match.Row.OwnerId.ToString())),
        Count(found.All.SelectMany(match => match.Row.Tags.Distinct())),
        Count(found.All.Select(match => match.Row.TimeZone).OfType<string>()),
        Count(found.All.Select(match => match.Row.Stage).OfType<string>()),
        Count(found.All.Select(match => match.Row.CompanyId?.ToString()).OfType<string>()),
        FieldsOf(found));

    private static Dictionary<string, IReadOnlyList<FacetCount>> FieldsOf(FoundContacts found) => found.All
        .SelectMany(match => match.Row.ClearFields).Where(field => field.Kind is FieldKind.Choice or FieldKind.MultiChoice)
        .GroupBy(field => field.Name).OrderBy(field => field.Key, StringComparer.Ordinal)
        .ToDictionary(
            field => field.Key,
            IReadOnlyList<FacetCount> (field) => Count(field.SelectMany(value => FieldText.PartsOf(value.Value, value.Kind).Distinct())));

    private static FacetCount[] Count(IEnumerable<string> values) =>
        [.. values.CountBy(value => value).Select(pair => new FacetCount(pair.Key, pair.Value))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal).Take(Most)];
}

/// <summary>A value and how many matches have it.</summary>
public sealed record FacetCount(string Value, int Count);
