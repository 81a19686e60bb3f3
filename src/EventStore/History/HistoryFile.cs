using System.Text.Json;

namespace SalesEngagement.EventStore.History;

/// <summary>Verifies an exported history with nothing but the file and the public keys.</summary>
public static class HistoryFile
{
    /// <summary>Checks every event, block and round in the file, and that the file is whole.</summary>
    /// <param name="file">What <see cref="HistoryExport"/> wrote.</param>
    /// <param name="keys">The public keys that are trusted.</param>
    /// <param name="anchor">Where super-roots were kept; null to leave the comparison out.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="JsonException">It is no exported history.</exception>
    public static async Task<HistoryReport> Verify(Stream file, SealKeys keys, IHistoryAnchor? anchor, CancellationToken ct)
    {
        await using var cursor = anchor is null ? null : new AnchorCursor(anchor, ct);
        using var reader = new StreamReader(file, leaveOpen: true);
        TenantCheck? check = null;
        var anchored = 0L;
        HistoryFault? outside = null;
        ExportEnd? end = null;
        while (outside is null && await reader.ReadLineAsync(ct) is { } text)
        {
            var line = JsonSerializer.Deserialize<HistoryLine>(text) ?? throw new JsonException("An empty line.");
            check ??= new(TenantOf(line), keys);
            if (end is not null)
                outside = new(HistoryFaultKind.Inserted, end.TenantId, null, null, line.Row?.Sequence, line.Row?.EventId);
            else if (line.Block is { } block)
                (outside, anchored) = (await Check(block, check, keys, cursor), anchored + (cursor?.Reached >= block.Round.Number ? 1 : 0));
            else if (line.Row is { } row)
                check.Row(row);
            else
                end = line.End;
        }

        check?.End(rowsEnded: true);
        outside ??= Whole(end, check, keys) ? null : new(HistoryFaultKind.Truncated, end?.TenantId, null, null, null, null);
        var report = check?.Report ?? new("", 0, 0, Fault: null);
        return new([report with { Fault = report.Fault ?? outside }], report.Blocks, anchored, Fault: null);
    }

    private static async Task<HistoryFault?> Check(ExportedBlock exported, TenantCheck check, SealKeys keys, AnchorCursor? anchor)
    {
        check.Next(exported.Block, rowsEnded: false);
        var header = exported.Block.Header;
        if (check.Fault is not null)
            return null;
        if (!exported.IsInRound(keys))
            return new(HistoryFaultKind.BlockChanged, header.TenantId, header.Number, exported.Round.Number, header.From, EventId: null);
        return anchor is null || await anchor.Confirms(exported.Round.Number, exported.Round.Hash())
            ? null
            : new(HistoryFaultKind.NotAnchored, header.TenantId, header.Number, exported.Round.Number, header.From, EventId: null);
    }

    private static bool Whole(ExportEnd? end, TenantCheck? check, SealKeys keys) =>
        end is not null && check is not null
        && (check.Fault is not null || (end.Blocks == check.Blocks && end.Events == check.Events && end.Last.AsSpan().SequenceEqual(check.Last)))
        && keys.Verify(end.KeyId, end.Hash(), end.Signature);

    private static string TenantOf(HistoryLine line) =>
        line.Block?.Block.Header.TenantId ?? line.Row?.TenantId ?? line.End?.TenantId ?? throw new JsonException("An empty line.");
}
