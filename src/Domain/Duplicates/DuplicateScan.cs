namespace SalesEngagement.Domain.Duplicates;

/// <summary>A look at all contacts of a company for those that are there twice.</summary>
/// <param name="StartedBy">Who wanted it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="CompletedAt">When it was over; null while it runs.</param>
public sealed record DuplicateScan(Guid StartedBy, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt)
{
    public static DuplicateScan Create(DuplicateScanStarted e) => new(e.StartedBy, e.StartedAt, CompletedAt: null);

    public DuplicateScan Apply(DuplicateScanCompleted e) => this with { CompletedAt = e.CompletedAt };
}
