using SalesEngagement.Domain;
using SalesEngagement.Domain.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>What becomes of a row.</summary>
/// <param name="Row">Its place in the file.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="ContactId">Whom it is about; null in a dry run for those who would be added, and for refused rows.</param>
/// <param name="Reasons">Why.</param>
internal sealed record RowOutcome(long Row, RowVerdict Verdict, Guid? ContactId, IReadOnlyList<RowReason> Reasons)
{
    /// <summary>The facts to append.</summary>
    public Decision Decision { get; init; } = [];

    /// <summary>The contact's version before it.</summary>
    public long Before { get; init; }

    /// <summary>What the person can be found by, for those whom a dry run would add.</summary>
    public IReadOnlyList<byte[]> Seen { get; init; } = [];
}
