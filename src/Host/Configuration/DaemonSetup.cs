using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.Host.Configuration;

/// <summary>The daemon at the pace of the configuration.</summary>
internal static class DaemonSetup
{
    /// <summary>Registers it.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its range.</exception>
    public static void AddDaemon(this WebApplicationBuilder builder)
    {
        var wanted = Settings.Read<PaceOptions>(builder.Configuration, PaceOptions.Section);
        builder.Services.AddProjectionDaemon(daemon =>
        {
            daemon.RunShards = wanted.RunShards;
            daemon.RunLiveTail = wanted.RunLiveTail;
            daemon.Poll = TimeSpan.FromMilliseconds(wanted.PollMilliseconds);
            daemon.TakeOver = TimeSpan.FromMilliseconds(wanted.TakeOverMilliseconds);
            daemon.BatchSize = wanted.BatchSize;
            daemon.BatchBytes = (long)wanted.BatchMebibytes << 20;
            daemon.Connections = wanted.Connections;
            daemon.CatchingUp = wanted.CatchingUp;
            daemon.AppenderSilence = TimeSpan.FromMilliseconds(wanted.AppenderSilenceMilliseconds);
            daemon.RowsKept = wanted.RowsKept;
            daemon.Parallelism = wanted.Parallelism;
            daemon.Retries = [.. wanted.RetryWaits().Select(wait => TimeSpan.FromMilliseconds(wait))];
        });
    }
}
