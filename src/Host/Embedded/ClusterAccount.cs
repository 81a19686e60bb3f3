namespace SalesEngagement.Host.Embedded;

/// <summary>Who runs PostgreSQL. It refuses to run as root, so root lends it an unprivileged account.</summary>
internal static class ClusterAccount
{
    private static readonly string[] Wanted = ["postgres", "nobody"];

    /// <summary>The account to switch to; null when we are not root and simply stay ourselves.</summary>
    /// <exception cref="ClusterException">Root, and the machine has neither account.</exception>
    public static string? ToSwitchTo { get; } = Environment.IsPrivilegedProcess ? Lendable() : null;

    private static string Lendable() =>
        Wanted.FirstOrDefault(Exists) ?? throw new ClusterException(
            "PostgreSQL does not run as root, and this machine has no account `postgres` or `nobody` to run it as. "
            + "Add one, start as another user, or set ConnectionStrings__Main.");

    private static bool Exists(string account) =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith(account + ":", StringComparison.Ordinal));
}
