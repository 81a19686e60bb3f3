using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Section <c>BulkChanges</c>: how many contacts at once, how fast, and how long previews and items are kept.</summary>
internal sealed class BulkChangeOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "BulkChanges";

    /// <summary>Whether this node works on bulk changes; at least one node has to.</summary>
    public bool Run { get; set; } = true;

    /// <summary>Contacts of one bulk change; a selection of more is cut, and its preview says so.</summary>
    [Range(1, 10_000_000)]
    public int MostContacts { get; set; } = 1_000_000;

    /// <summary>How long a preview waits for its confirmation (minutes).</summary>
    [Range(1, 1440)]
    public int PreviewMinutes { get; set; } = 30;

    /// <summary>Previews of one user that wait at once; of more the oldest goes.</summary>
    [Range(1, 1000)]
    public int MostPreviews { get; set; } = 10;

    /// <summary>Bulk changes of one tenant that are worked on at once; the others wait.</summary>
    [Range(1, 100)]
    public int RunningPerTenant { get; set; } = 2;

    /// <summary>Contacts in one transaction.</summary>
    [Range(1, 1000)]
    public int BatchItems { get; set; } = 200;

    /// <summary>How long a bulk change rests after each transaction, in percent of how long that took.</summary>
    [Range(0, 1000)]
    public int RestPercent { get; set; } = 10;

    /// <summary>How often to look for work that no request on this node brought (milliseconds).</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>How long the work of a node that fell silent stays its own (seconds).</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How long it is known what became of each contact, and a bulk change can be undone (days).</summary>
    [Range(1, 3650)]
    public int KeepItemsDays { get; set; } = 90;
}
