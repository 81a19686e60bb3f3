namespace SalesEngagement.Host.Duplicates;

/// <summary>What has become of a pair.</summary>
internal enum DuplicateState
{
    /// <summary>It waits for somebody.</summary>
    Open,

    /// <summary>Somebody has said that they are two people.</summary>
    Dismissed,

    /// <summary>They have become one contact.</summary>
    Merged,
}
