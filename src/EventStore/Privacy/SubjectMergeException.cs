namespace SalesEngagement.EventStore.Privacy;

/// <summary>Two ids cannot be made one person as asked. Nothing was changed; the code says why.</summary>
public sealed class SubjectMergeException(string code, string provisional, string person)
    : Exception(code == Cycle
        ? $"Subject {provisional} already stands for {person}: merge the other way round, or not at all."
        : $"Subject {provisional} is merged with another person than {person} already: that is not undone by merging.")
{
    /// <summary>The id is already one of somebody else's.</summary>
    public const string MergedElsewhere = "subject-merged";

    /// <summary>The person is, perhaps by several steps, the provisional id itself.</summary>
    public const string Cycle = "subject-cycle";

    /// <summary><see cref="MergedElsewhere"/> or <see cref="Cycle"/>.</summary>
    public string Code { get; } = code;
}
