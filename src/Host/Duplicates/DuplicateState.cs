namespace SalesEngagement.Host.Duplicates;

/// <summary>What has become of a pair. One that was merged is none any more, until that is taken back: merges are listed as such.</summary>
internal enum DuplicateState
{
    /// <summary>It waits for somebody.</summary>
    Open,

    /// <summary>Somebody has said that they are two people.</summary>
    Dismissed,
}
