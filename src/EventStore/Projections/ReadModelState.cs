namespace SalesEngagement.EventStore.Projections;

/// <summary>How the table of a read model stands to the program's version of it.</summary>
internal enum ReadModelState
{
    /// <summary>There is no table yet.</summary>
    Missing,

    /// <summary>Table and program agree.</summary>
    Current,

    /// <summary>The table was made by an older version or has another shape: it needs a rebuild.</summary>
    Stale,

    /// <summary>The table was made by a newer version: this node is about to be replaced and leaves it alone.</summary>
    Newer,
}
