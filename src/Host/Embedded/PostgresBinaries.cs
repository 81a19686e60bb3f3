using System.Globalization;

namespace SalesEngagement.Host.Embedded;

/// <summary>Finds the programs of an installed PostgreSQL, the newest first.</summary>
internal static class PostgresBinaries
{
    /// <summary>The oldest release whose SQL we use.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    private static readonly string[] Roots =
    [
        "/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt",
        "/Applications/Postgres.app/Contents/Versions",
    ];

    /// <summary>The folder that holds them.</summary>
    /// <param name="configured"><c>Database:BinFolder</c>; when given, nowhere else is looked.</param>
    /// <exception cref="PostgresMissingException">There is none, or it is too old.</exception>
    public static string Find(string? configured)
    {
        var candidates = string.IsNullOrEmpty(configured) ? Installed().Concat(OnPath()) : [configured];
        return candidates.FirstOrDefault(IsComplete) ?? throw new PostgresMissingException(configured);
    }

    private static IEnumerable<string> Installed() => Roots
        .Where(Directory.Exists)
        .SelectMany(root => Directory.GetDirectories(root, root.EndsWith("postgresql", StringComparison.Ordinal)
            || root.EndsWith("Versions", StringComparison.Ordinal) ? "*" : "p*g*sql*"))
        .Select(folder => (folder, major: MajorOf(Path.GetFileName(folder))))
        .Where(found => found.major >= OldestMajor)
        .OrderByDescending(found => found.major)
        .Select(found => Path.Combine(found.folder, "bin"));

    private static IEnumerable<string> OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "postgres"))
        .Where(File.Exists)
        .Select(program => Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!);

    // "15", "postgresql@17", "pgsql-16", "15.4"
    private static int MajorOf(string name)
    {
        var digits = new string([.. name.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    private static bool IsComplete(string folder) => Needed.All(name => File.Exists(Path.Combine(folder, name)));
}
