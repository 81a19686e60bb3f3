using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Configuration;

/// <summary>Section <c>History</c>: the sealing of history against tampering.</summary>
internal sealed class HistoryOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "History";

    /// <summary>Whether history is sealed. In Development on a configured server only when keys are configured too.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>File with the signing keys: see <see cref="EventStore.History.SealKeys"/>.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>The same text itself.</summary>
    public string? SigningKeys { get; set; }

    /// <summary>The append-only file that super-roots go to; on a disk that whoever rules the database does not rule.</summary>
    public string? AnchorFile { get; set; }

    /// <summary>How long events are gathered before a round.</summary>
    [Range(10, 1000)]
    public int IntervalMilliseconds { get; set; } = 400;

    /// <summary>Sequence numbers that one round seals at most; bounds its memory.</summary>
    [Range(100, 100_000)]
    public int RoundSize { get; set; } = 5000;
}
