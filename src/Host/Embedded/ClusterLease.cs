using System.Runtime.Versioning;

namespace SalesEngagement.Host.Embedded;

/// <summary>One Host's claim that the cluster must go on: a shared lock, which the kernel drops when the process ends.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterLease : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _shared;

    private ClusterLease(FileStream shared) => _shared = shared;

    /// <summary>Claims it. While a cluster is being stopped, waits until that is done.</summary>
    public static async Task<ClusterLease> Take(ClusterFolder folder, CancellationToken ct)
    {
        while (true)
        {
            if (TryOpen(folder.HostsLock, FileShare.ReadWrite) is { } shared)
                return new(shared);
            await Task.Delay(Pause, ct);
        }
    }

    public void Dispose() => _shared.Dispose();

    /// <summary>After giving up the claim: waits until the guard has stopped the cluster, unless another Host claims it.</summary>
    public static async Task WaitUntilStopped(ClusterFolder folder, CancellationToken ct)
    {
        while (File.Exists(folder.PidFile) && !await OthersClaim(folder))
            await Task.Delay(Pause, ct);
    }

    // Exclusive is refused by other Hosts and by the stopping guard; shared is refused by the guard alone.
    private static async Task<bool> OthersClaim(ClusterFolder folder)
    {
        await using var exclusive = TryOpen(folder.HostsLock, FileShare.None);
        if (exclusive is not null)
            return false;
        await using var shared = TryOpen(folder.HostsLock, FileShare.ReadWrite);
        return shared is not null;
    }

    private static FileStream? TryOpen(string file, FileShare share)
    {
        try
        {
            return new(file, FileMode.Open, FileAccess.Read, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
