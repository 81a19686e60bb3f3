using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.History;

/// <summary>
/// Keeps the anchor up with the database. A round is committed first and anchored after it, so a kill between leaves the
/// anchor behind and never ahead: whoever seals next writes what is missing before it seals anything.
/// </summary>
internal sealed class Anchoring(IHistoryAnchor anchor, DaemonConnections connections)
{
    private const int Chunk = 500;

    /// <summary>Writes what the anchor does not have.</summary>
    /// <exception cref="HistoryForkedException">It has another history than the database.</exception>
    public async Task CatchUp(CancellationToken ct)
    {
        var last = await anchor.Last(ct);
        var missing = new List<AnchoredRound>();
        var isKnown = last is null;
        await foreach (var round in HistoryReader.Rounds(connections.Pool, (last?.Round ?? 1) - 1, ct))
        {
            var line = Line(round);
            if (last is not null && line.Round == last.Round)
                isKnown = line.Hash == last.Hash ? true : throw new HistoryForkedException(last.Round);
            else
                missing.Add(line);
            if (missing.Count < Chunk)
                continue;
            await anchor.Add(missing, ct);
            missing.Clear();
        }

        if (!isKnown)
            throw new HistoryForkedException(last!.Round);
        await anchor.Add(missing, ct);
    }

    /// <summary>Anchors a round that was committed.</summary>
    public Task Add(StoredRound round, CancellationToken ct) => anchor.Add([Line(round)], ct);

    private static AnchoredRound Line(StoredRound stored) => new(
        stored.Header.Number, stored.Header.UpTo, Convert.ToHexStringLower(stored.Hash), stored.Header.KeyId,
        Convert.ToHexStringLower(stored.Signature));
}
