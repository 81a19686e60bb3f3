using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Jobs;

/// <summary>Section <c>Jobs</c>: what all long work behind requests has in common.</summary>
internal sealed class JobOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Jobs";

    /// <summary>Transactions of jobs at the same time on this node; the jobs take turns.</summary>
    [Range(1, 16)]
    public int Parallelism { get; set; } = 1;

    /// <summary>A job waits while read models are more events behind than that; 0: it never does.</summary>
    [Range(0, 100_000_000)]
    public int MostBehind { get; set; } = 20_000;
}
