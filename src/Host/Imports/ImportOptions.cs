using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Imports;

/// <summary>Section <c>Imports</c>: how much at once, how fast, and how long files are kept.</summary>
internal sealed class ImportOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Imports";

    /// <summary>Whether this node works on files; at least one node has to.</summary>
    public bool Run { get; set; } = true;

    /// <summary>Longer files answer 413, unpacked or not (bytes).</summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long MaxFileBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Files with more rows are refused.</summary>
    [Range(1, 10_000_000)]
    public int MaxRows { get; set; } = 1_000_000;

    /// <summary>Files of one tenant that are kept or worked on at once; more answer 409.</summary>
    [Range(1, 1000)]
    public int MostPerTenant { get; set; } = 20;

    /// <summary>Imports of one tenant that are worked on at once; the others wait.</summary>
    [Range(1, 100)]
    public int RunningPerTenant { get; set; } = 2;

    /// <summary>Rows in one transaction.</summary>
    [Range(1, 2000)]
    public int BatchRows { get; set; } = 500;

    /// <summary>How long an import rests after each transaction, in percent of how long that took.</summary>
    [Range(0, 1000)]
    public int RestPercent { get; set; } = 10;

    /// <summary>How often to look for work that no request on this node brought (milliseconds).</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>How long the work of a node that fell silent stays its own (seconds).</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How long the file of a dry run waits for its confirmation (hours).</summary>
    [Range(1, 168)]
    public int KeepFileHours { get; set; } = 24;

    /// <summary>How long verdicts are kept, and an import can be undone (days).</summary>
    [Range(1, 3650)]
    public int KeepRowsDays { get; set; } = 90;
}
