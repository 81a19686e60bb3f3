namespace SalesEngagement.Faults.Kills;

/// <summary>How a command is served.</summary>
internal static class Manner
{
    /// <summary>As the product does: its idempotency key is recorded in the transaction that appends.</summary>
    public const string Keyed = "keyed";

    /// <summary>Wrong on purpose: no key is recorded, so a retry is a second command.</summary>
    public const string Keyless = "keyless";

    /// <summary>Wrong on purpose: it is acknowledged before it is done, and not retried.</summary>
    public const string Early = "early";

    /// <summary>Before the key of a command that failed and may be retried.</summary>
    public const string Failed = "!";
}
