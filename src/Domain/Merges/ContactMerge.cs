namespace SalesEngagement.Domain.Merges;

/// <summary>That one contact was merged into another.</summary>
/// <param name="WinnerId">The one that stands for both.</param>
/// <param name="LoserId">The one that was merged into it.</param>
/// <param name="Taken">Which fields the winner took over from the loser.</param>
/// <param name="MergedAt">When.</param>
public sealed record ContactMerge(Guid WinnerId, Guid LoserId, IReadOnlyList<string> Taken, DateTimeOffset MergedAt)
{
    /// <summary>When it was taken back; null while it stands.</summary>
    public DateTimeOffset? UndoneAt { get; private init; }

    public static ContactMerge Create(ContactsMerged e) => new(e.WinnerId, e.LoserId, e.Taken, e.MergedAt);

    public ContactMerge Apply(ContactsUnmerged e) => this with { UndoneAt = e.UnmergedAt };
}
