namespace SalesEngagement.Specs;

/// <summary>Reads the files that specs hold against the program.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The text of a page below <c>docs</c>.</summary>
    public static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SalesEngagement.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository's root is not above the tests.");
        return folder;
    }
}
