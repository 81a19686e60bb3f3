using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace SalesEngagement.Host.Embedded;

/// <summary>Where a cluster and everything about it lives.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterFolder
{
    // 107 bytes is what every Unix allows for a socket's path; PostgreSQL appends its file name.
    private static readonly int LongestSocketFolder = 107 - "/.s.PGSQL.5432".Length;

    private static readonly UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] Logs = ["guard.log", "start.log"];

    public ClusterFolder(string path)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Encoding.UTF8.GetByteCount(Sockets) > LongestSocketFolder)
            throw new ClusterException($"{Root} is too long for a Unix socket: set Database:Folder to a shorter path.");
    }

    public string Root { get; }

    public string Sockets => Path.Combine(Root, "s");

    /// <summary>Every Host holds it shared while it lives.</summary>
    public string HostsLock => Path.Combine(Root, "hosts.lock");

    public string GuardLock => Path.Combine(Root, "guard.lock");

    public string PidFile => Path.Combine(Root, "data", "postmaster.pid");

    public string Settings => Path.Combine(Root, "settings.conf");

    /// <summary>What went wrong, if something did: the guard's words, then PostgreSQL's.</summary>
    public string Complaints() => string.Join('\n', Logs
        .Select(name => Path.Combine(Root, name)).Where(File.Exists).SelectMany(file => File.ReadLines(file).TakeLast(8)));

    /// <summary>Where it lies unless <c>Database:Folder</c> says otherwise. Root's home is closed to the lent account.</summary>
    public static string Default()
    {
        if (Environment.IsPrivilegedProcess)
            return "/var/lib/sales-engagement";
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return string.IsNullOrEmpty(local) ? Path.GetFullPath(".data") : Path.Combine(local, "sales-engagement");
    }

    /// <summary>Makes the folders and hands them to the account that runs PostgreSQL.</summary>
    public async Task Prepare(CancellationToken ct)
    {
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, OwnerOnly);
        Directory.CreateDirectory(Sockets, OwnerOnly);
        foreach (var file in new[] { HostsLock, GuardLock, Settings })
            MakeIfMissing(file);
        if (ClusterAccount.ToSwitchTo is { } account)
            await HandTo(account, ct);
    }

    private async Task HandTo(string account, CancellationToken ct)
    {
        if (Above(Root).FirstOrDefault(folder => !IsOpen(folder)) is { } closed)
        {
            throw new ClusterException(
                $"Account `{account}` runs PostgreSQL here and may not enter {closed}: set Database:Folder elsewhere.");
        }

        using var chown = Process.Start("chown", [account, Root, Sockets, HostsLock, GuardLock, Settings]);
        await chown.WaitForExitAsync(ct);
        if (chown.ExitCode != 0)
            throw new ClusterException($"chown {account} {Root} failed with code {chown.ExitCode}.");
    }

    private static void MakeIfMissing(string file)
    {
        try
        {
            if (!File.Exists(file))
                File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // another Host was faster
        }
    }

    private static bool IsOpen(string folder) => File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute);

    private static IEnumerable<string> Above(string folder)
    {
        while (Path.GetDirectoryName(folder) is { } parent)
            yield return folder = parent;
    }
}
