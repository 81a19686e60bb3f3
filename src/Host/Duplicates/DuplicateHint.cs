using SalesEngagement.Domain.Duplicates;

namespace SalesEngagement.Host.Duplicates;

/// <summary>A contact within the caller's reach that somebody may be already.</summary>
/// <param name="ContactId">Which.</param>
/// <param name="Score">How likely, from 0 to 100.</param>
/// <param name="Reasons">Why, and what speaks against it.</param>
internal sealed record DuplicateHint(Guid ContactId, int Score, IReadOnlyList<DuplicateReason> Reasons)
{
    /// <summary>What the documentation shows.</summary>
    public static DuplicateHint Example { get; } = new(
        Guid.Parse("0199a1d2-9a8b-7c6d-8e5f-4a3b2c1d0e9f"), 99, [DuplicateReason.SamePhone, DuplicateReason.Nickname]);
}
