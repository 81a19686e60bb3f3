using System.Text.RegularExpressions;

namespace SalesEngagement.Specs.House;

/// <summary>What lies where, and how big it may get.</summary>
public sealed partial class LayoutSpecs
{
    private const int LongestSource = 250;
    private const int LongestTest = 300;
    private const int LongestProgram = 60;

    private static readonly string[] Drawers =
        ["Common", "Shared", "Core", "Utils", "Helpers", "Extensions", "Misc", "Base", "Models", "Services", "Managers"];

    private static readonly string[] AtTheRoot =
    [
        ".ci", ".editorconfig", ".git", ".gitattributes", ".github", ".gitignore", ".dockerignore", "artifacts", "docs",
        "ops", "src", "tests", "BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", "LICENSE",
        "README.md", "SalesEngagement.sln", "docker-compose.yml", "global.json", ".idea", ".vs", ".vscode",
    ];

    [Fact]
    public void there_is_no_junk_drawer() =>
        Repository.Production.SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.Namespace ?? "").Distinct().Where(IsDrawer).ShouldBeEmpty();

    [Fact]
    public void a_junk_drawer_would_be_seen() => IsDrawer("SalesEngagement.Host.Helpers.Text").ShouldBeTrue();

    [Fact]
    public void no_source_file_is_long() => TooLong("src", LongestSource).ShouldBeEmpty();

    [Fact]
    public void no_test_file_is_long() => TooLong("tests", LongestTest).ShouldBeEmpty();

    [Fact]
    public void a_long_file_would_be_seen() => TooLong("src", longest: 1).ShouldNotBeEmpty();

    [Fact]
    public void the_program_is_a_list_of_areas() =>
        Repository.Lines("src/Host/Program.cs").ShouldBeLessThanOrEqualTo(LongestProgram);

    [Fact]
    public void the_root_holds_nothing_odd() => Directory.EnumerateFileSystemEntries(Repository.Root)
        .Select(entry => Path.GetFileName(entry)!).Except(AtTheRoot).ShouldBeEmpty();

    [Fact]
    public void the_event_store_speaks_of_no_business() =>
        Repository.Files("src/EventStore", "*.cs").Concat(Repository.Files("src/EventStore", "*.sql"))
            .Where(file => IsBusiness(Repository.Text(file))).ShouldBeEmpty();

    [Theory]
    [InlineData("insert into contacts", true)]
    [InlineData("ContactAdded", true)]
    [InlineData("twilio", true)]
    [InlineData("the caller calls back the callee", false)]
    public void a_word_of_the_business_would_be_seen(string text, bool isSeen) => IsBusiness(text).ShouldBe(isSeen);

    [Fact]
    public void every_namespace_follows_its_folder() => Repository.Files("src", "*.cs")
        .Where(file => NamespaceOf(Repository.Text(file)) is { } declared && declared != Expected(file)).ShouldBeEmpty();

    private static bool IsDrawer(string @namespace) => @namespace.Split('.').Intersect(Drawers).Any();

    private static bool IsBusiness(string text) => BusinessWord().IsMatch(text);

    private static IEnumerable<string> TooLong(string folder, int longest) =>
        Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.sql"))
            .Where(file => Repository.Lines(file) > longest)
            .Select(file => $"{file} has {Repository.Lines(file)} lines; {longest} are allowed.");

    private static string? NamespaceOf(string code) =>
        NamespaceLine().Match(code) is { Success: true } found ? found.Groups[1].Value : null;

    private static string Expected(string file) =>
        "SalesEngagement." + string.Join('.', file.Split('/')[1..^1]);

    [GeneratedRegex("contact|twilio|disposition|cadence|telephon|salesforce", RegexOptions.IgnoreCase)]
    private static partial Regex BusinessWord();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
