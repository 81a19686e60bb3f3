using System.Reflection;

namespace SalesEngagement.EventStore.Schema;

/// <summary>The migrations embedded in an assembly, in folders of one name, in the order of their file names.</summary>
/// <param name="Name">First part of the migrations' ids; never changes.</param>
/// <param name="Assembly">Where they are embedded.</param>
/// <param name="Folder">Name of the folders: <c>Migrations</c> for the main database, <c>KeyMigrations</c> for the keys.</param>
public sealed record MigrationSource(string Name, Assembly Assembly, string Folder = "Migrations")
{
    /// <summary>The store's own migrations of the main database; they come before all others.</summary>
    public static MigrationSource Store { get; } = new("EventStore", typeof(MigrationSource).Assembly);

    /// <summary>The store's own migrations of the key database.</summary>
    public static MigrationSource Keys { get; } = new("EventStoreKeys", typeof(MigrationSource).Assembly, "KeyMigrations");

    /// <summary>The migrations in their order.</summary>
    /// <exception cref="InvalidOperationException">Two files of this source have one name.</exception>
    internal IReadOnlyList<Migration> Read()
    {
        var folder = $".{Folder}.";
        var found = Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Migration.Read(this, name, name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..]))
            .OrderBy(migration => migration.Id, StringComparer.Ordinal)
            .ToArray();
        return found.GroupBy(migration => migration.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Two migrations are called {twice.Key}: rename one.")
            : found;
    }
}
