using System.Globalization;
using System.Runtime.Versioning;

namespace SalesEngagement.Host.Embedded;

/// <summary>The settings file that the cluster's own configuration includes. Durable unless a test says otherwise.</summary>
[UnsupportedOSPlatform("windows")]
internal static class ClusterSettings
{
    /// <summary>Part of the socket's name; nothing listens on it.</summary>
    public const int Port = 5432;

    /// <summary>An eighth of the memory there is: 128 MB to 1 GB.</summary>
    private static long SharedMebibytes => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 23, 128, 1024);

    public static Task Write(ClusterFolder folder, IReadOnlyDictionary<string, string> extra, CancellationToken ct)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "",
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = $"\"{folder.Sockets}\"",
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = "200",
            ["shared_buffers"] = $"{SharedMebibytes}MB",
            // Pages are written whole after each checkpoint: the indexes of search touch many, so checkpoints come seldom.
            ["max_wal_size"] = "2GB",
            ["checkpoint_timeout"] = "15min",
            ["timezone"] = "UTC",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["jit"] = "off",
            ["logging_collector"] = "on",
            ["log_filename"] = "postgresql-%a.log",
            ["log_truncate_on_rotation"] = "on",
            // No values of people in a log: neither statements nor the key values of a DETAIL line.
            ["log_error_verbosity"] = "terse",
            ["log_min_error_statement"] = "panic",
        };
        foreach (var (name, value) in extra)
            settings[name] = value;
        var lines = settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        return File.WriteAllLinesAsync(folder.Settings, lines, ct);
    }
}
