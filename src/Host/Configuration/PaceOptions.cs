using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Host.Configuration;

/// <summary>
/// Section <c>Daemon</c>: what this node does for read models, subscriptions and pushes, and at which pace. What is not
/// set is as <see cref="DaemonOptions"/> has it, which also tells what each is for.
/// </summary>
internal sealed class PaceOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Daemon";

    private const int MostTries = 20;
    private const int LongestWait = 86_400_000;
    private static readonly DaemonOptions Usual = new();

    /// <summary>Whether this node competes for shards; at least one node has to.</summary>
    public bool RunShards { get; set; } = Usual.RunShards;

    /// <summary>Whether this node pushes to those who are connected to it.</summary>
    public bool RunLiveTail { get; set; } = Usual.RunLiveTail;

    /// <summary>How often to look for events nobody told of.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = (int)Usual.Poll.TotalMilliseconds;

    /// <summary>How often to try for the shards of others; a killed node's are idle for so long.</summary>
    [Range(100, 60_000)]
    public int TakeOverMilliseconds { get; set; } = (int)Usual.TakeOver.TotalMilliseconds;

    /// <summary>Sequence numbers in a batch at most.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; set; } = Usual.BatchSize;

    /// <summary>Stored events that a shard holds in memory at most.</summary>
    [Range(1, 1024)]
    public int BatchMebibytes { get; set; } = (int)(Usual.BatchBytes >> 20);

    /// <summary>Connections that all shards of this node share.</summary>
    [Range(4, 1000)]
    public int Connections { get; set; } = Usual.Connections;

    /// <summary>Read models that work on a large part of the log at the same time; by default one for two processors.</summary>
    [Range(1, 1000)]
    public int CatchingUp { get; set; } = Usual.CatchingUp;

    /// <summary>How long an append may be silent before its transaction is ended.</summary>
    [Range(1000, 60_000)]
    public int AppenderSilenceMilliseconds { get; set; } = (int)Usual.AppenderSilence.TotalMilliseconds;

    /// <summary>Rows that each read model's shard remembers.</summary>
    [Range(0, 1_000_000)]
    public int RowsKept { get; set; } = Usual.RowsKept;

    /// <summary>Effects of one subscription, or scheduled messages, at the same time.</summary>
    [Range(1, 1000)]
    public int Parallelism { get; set; } = Usual.Parallelism;

    /// <summary>Milliseconds to wait before each further try of an effect, with commas between.</summary>
    [Required]
    public string RetryMilliseconds { get; set; } = string.Join(", ", Usual.Retries.Select(wait => wait.TotalMilliseconds));

    /// <summary>The same as numbers; those that cannot be read are -1.</summary>
    public IReadOnlyList<int> RetryWaits() =>
        [.. RetryMilliseconds.Split(',').Select(wait => int.TryParse(wait, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var ms) ? ms : -1)];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetryWaits() is { Count: <= MostTries } waits && waits.All(wait => wait is >= 1 and <= LongestWait))
            yield break;
        yield return new($"It must be 1 to {MostTries} numbers from 1 to {LongestWait} with commas between.", [nameof(RetryMilliseconds)]);
    }
}
