using System.Reflection;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.Calls;

namespace SalesEngagement.Specs.House;

/// <summary>The code that the house rules look at: the assemblies, and the files they are made of.</summary>
internal static class Repository
{
    public static readonly Assembly Domain = typeof(Decision).Assembly;
    public static readonly Assembly EventStore = typeof(IEventStore).Assembly;
    public static readonly Assembly Application = typeof(Application.Pipeline.Commands).Assembly;
    public static readonly Assembly Projections = typeof(CallLog).Assembly;
    public static readonly Assembly Host = typeof(SalesEngagement.Host.Routes.ApiRoutes).Assembly;

    public static readonly Assembly[] Production = [Domain, EventStore, Application, Projections, Host];

    /// <summary>Every fact, by its stored name.</summary>
    public static readonly SortedDictionary<string, Type> Facts = new(
        Domain.GetTypes()
            .Where(type => type.IsDefined(typeof(EventTypeAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<EventTypeAttribute>()!.Name),
        StringComparer.Ordinal);

    /// <summary>The folder with the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The files under a folder, relative to the root, without what the build makes.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(["bin", "obj", "artifacts", "node_modules"]).Any())
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static int Lines(string file) => File.ReadLines(Path.Combine(Root, file)).Count();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles("SalesEngagement.sln").Any())
                return folder.FullName;
        }

        throw new InvalidOperationException("The specs must run below the folder with SalesEngagement.sln.");
    }
}
