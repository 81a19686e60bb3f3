using System.Text.RegularExpressions;

namespace SalesEngagement.Specs.House;

/// <summary>Whoever uses the store as a library finds each thing explained where it is.</summary>
public sealed class DocumentationSpecs
{
    private const string Store = "SalesEngagement.EventStore.Sessions.IEventStore";
    private static readonly string[] Conventions = ["Create", "Apply", "Identity"];
    private static readonly Documentation Comments = Documentation.Of(Repository.EventStore);

    [Fact]
    public void every_public_type_and_member_of_the_store_is_documented() =>
        Comments.Missing(Repository.EventStore).ShouldBeEmpty();

    [Theory]
    [InlineData($"T:{Store}", $"T:{Store}")]
    [InlineData($"M:{Store}.Query(System.String)", $"M:{Store}.Query")]
    [InlineData("P:SalesEngagement.EventStore.Daemon.DeadLetter.Fault", "P:SalesEngagement.EventStore.Daemon.DeadLetter.Fault")]
    public void one_that_lost_its_comment_would_be_seen(string comment, string missing) =>
        Comments.Without(comment).Missing(Repository.EventStore).ShouldContain(missing);

    [Fact]
    public void every_name_in_code_on_the_store_s_page_is_one_of_the_store_or_of_its_example()
    {
        var page = Repository.Text("docs/event-store.md");
        var example = string.Concat(page.Split("```csharp").Skip(1).Select(part => part.Split("```")[0]));
        Known(page).Except(Conventions)
            .Where(name => !Exists(name) && !example.Contains($"record {name.Split('.')[0]}", StringComparison.Ordinal)).ShouldBeEmpty();
        Known("`NoSuchThing`").Where(name => !Exists(name)).ShouldBe(["NoSuchThing"]);
    }

    // Names of types and of their members, as the page writes them: `Type`, `Type.Member`, `[Attribute]`, `Method(…)`.
    private static IEnumerable<string> Known(string page) =>
        Regex.Matches(page, @"`\[?(?:[a-z]+\.)?(?<name>[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)?)(<T>)?\]?(\([^`]*\))?`")
            .Select(match => match.Groups["name"].Value).Distinct();

    private static bool Exists(string name)
    {
        var types = Repository.EventStore.GetExportedTypes();
        var parts = name.Split('.');
        return parts.Length == 2
            ? types.Any(type => type.Name == parts[0] && type.GetMember(parts[1]).Length > 0)
            : types.Any(type => type.Name.Split('`')[0] is var known && (known == name || known == $"{name}Attribute"))
                || types.Any(type => type.GetMember(name).Length > 0);
    }
}
