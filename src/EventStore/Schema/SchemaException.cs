namespace SalesEngagement.EventStore.Schema;

/// <summary>The database is not in the shape this program needs. The message names every difference.</summary>
public sealed class SchemaException(IReadOnlyList<string> problems)
    : Exception($"The database schema is not what this program needs:{string.Concat(problems.Select(p => $"\n  {p}"))}")
{
    /// <summary>What is missing or different, one line each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
