namespace SalesEngagement.Host.Configuration;

/// <summary>Section <c>Database</c>: the private PostgreSQL of Development.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Database";

    /// <summary>Where the cluster lives; empty: <c>sales-engagement</c> in the user's local data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>Where PostgreSQL's programs are; empty: looked for in the usual places.</summary>
    public string? BinFolder { get; set; }
}
