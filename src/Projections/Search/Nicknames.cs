namespace SalesEngagement.Projections.Search;

/// <summary>Which names people go by: Bill is William. A name may be of several families.</summary>
internal static class Nicknames
{
    private static readonly ILookup<string, string> Families = SearchList.Beside("nicknames.txt")
        .Select(line => line.Split(' '))
        .SelectMany(names => names.Select(name => (Name: name, Family: names[0])))
        .ToLookup(entry => entry.Name, entry => entry.Family);

    /// <summary>The families that a word is of, by the first name of each; none for most words.</summary>
    public static IEnumerable<string> FamiliesOf(string word) => Families[word];

    /// <summary>Whether two words are names of one family.</summary>
    public static bool Are(string one, string other) => Families[one].Intersect(Families[other]).Any();
}
