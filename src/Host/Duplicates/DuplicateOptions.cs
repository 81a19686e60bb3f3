using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Duplicates;

/// <summary>Section <c>Duplicates</c>: how much is compared at once, and how fast.</summary>
internal sealed class DuplicateOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Duplicates";

    /// <summary>Whether this node compares contacts behind the requests; at least one node has to.</summary>
    public bool Run { get; set; } = true;

    /// <summary>Whether who enters a contact is told whom it may be; who asks for it with <c>onDuplicate=refuse</c> is in any case.</summary>
    public bool OnEntry { get; set; } = true;

    /// <summary>Contacts that are compared with others in one transaction.</summary>
    [Range(1, 1000)]
    public int BatchContacts { get; set; } = 200;

    /// <summary>Contacts of nearly the same name that one is compared with; of more it is taken that the name is a common one.</summary>
    [Range(1, 500)]
    public int MostNamesakes { get; set; } = 50;

    /// <summary>How long a node rests after each transaction, in percent of how long that took.</summary>
    [Range(0, 10_000)]
    public int RestPercent { get; set; } = 300;

    /// <summary>How often to look for contacts that changed (milliseconds).</summary>
    [Range(20, 60_000)]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>How long the work of a node that fell silent stays its own (seconds).</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 30;
}
