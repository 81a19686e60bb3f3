using System.Diagnostics;
using System.Runtime.Versioning;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Embedded;

/// <summary>Starts the shell process that starts PostgreSQL and outlives us just long enough to stop it.</summary>
[UnsupportedOSPlatform("windows")]
internal static class ClusterGuard
{
    private static readonly string Script = EmbeddedSql.Beside(typeof(ClusterGuard), "cluster-guard.sh");

    /// <summary>Ends at once with code 0 when the cluster has a guard already.</summary>
    public static Process Start(string binFolder, ClusterFolder folder)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        if (ClusterAccount.ToSwitchTo is { } account)
            start.UserName = account;
        string[] arguments = ["-c", Script, "cluster-guard", binFolder, folder.Root, Locale];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new ClusterException("/bin/sh could not be started.");
    }

    private static string Locale => OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";
}
