using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Rebuild;

/// <summary>
/// Puts the table back that was live before the last rebuild. It belongs to the program that made it: after a release that
/// changed the read model, go back to the old release first and run this with it; otherwise the new one would rebuild again.
/// </summary>
internal sealed class SwitchBack(DaemonConnections connections, TimeProvider clock)
{
    private readonly PatientTransaction _patient = new(clock);

    /// <summary>Does it in one transaction; the shard then catches up from where the table was left.</summary>
    /// <exception cref="NoPreviousTableException">None is kept, or it is of another version than this program's.</exception>
    public async Task Run(ReadModel model, CancellationToken ct)
    {
        if (model.IsInline)
            throw new NoPreviousTableException($"{model.Name} is inline: no previous table is kept, for nobody would keep it up. Rebuild it instead.");
        await using var connection = await connections.Pool.OpenConnectionAsync(ct);
        await _patient.Run(
            connection,
            async () =>
            {
                var live = await LiveShard.Lock(model, connection, ct);
                var previous = await PreviousTable.Of(model, connection, ct)
                    ?? throw new NoPreviousTableException(
                        $"No previous table of {model.Name} is kept: it was never rebuilt, or an erasure has dropped it. Rebuild it instead.");
                if ((previous.Version, previous.Shape, previous.Shard) != (model.Version, model.Table.ShapeHash, model.Shard))
                {
                    throw new NoPreviousTableException(
                        $"The previous table of {model.Name} is of version {previous.Version} or another shape: run this with the release that made it.");
                }

                await using var batch = connection.CreateBatch();
                foreach (var command in previous.SwitchBack(model, live))
                    batch.BatchCommands.Add(command);
                await batch.ExecuteNonQueryAsync(ct);
            },
            ct);
    }
}
