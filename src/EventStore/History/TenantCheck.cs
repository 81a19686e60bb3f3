namespace SalesEngagement.EventStore.History;

/// <summary>
/// Checks one tenant's history as it is handed over, block by block and row by row in order, and keeps the first fault.
/// Knows nothing of where it comes from; holds one block at a time.
/// </summary>
internal sealed class TenantCheck(string tenantId, SealKeys keys)
{
    private readonly Canonical _bytes = new();
    private byte[] _previous = RoundMaker.NothingBefore;
    private BlockHeader? _block;
    private LeafEntry[] _leaves = [];
    private int _next;

    /// <summary>Blocks checked.</summary>
    public long Blocks { get; private set; }

    /// <summary>Events found as they were sealed.</summary>
    public long Events { get; private set; }

    /// <summary>Hash of the last block.</summary>
    public byte[] Last => _previous;

    /// <summary>The first fault; what comes after it is not looked at.</summary>
    public HistoryFault? Fault { get; private set; }

    /// <summary>What was found.</summary>
    public TenantReport Report => new(tenantId, Blocks, Events, Fault);

    /// <summary>Ends the block before and begins the next.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rowsEnded">Whether there are no more rows.</param>
    public void Next(SealedBlock block, bool rowsEnded)
    {
        End(rowsEnded);
        if (Fault is not null)
            return;
        var header = block.Header;
        var hash = header.Hash();
        _leaves = LeafEntry.Unpack(block.Leaves);
        if (header.Number != Blocks + 1)
            Fail(HistoryFaultKind.BlockMissing, Blocks + 1);
        else if (!header.Previous.AsSpan().SequenceEqual(_previous) || header.From <= (_block?.To ?? 0))
            Fail(HistoryFaultKind.ChainBroken, header.Number, header.From);
        else if (header.TenantId != tenantId || !keys.Verify(header.KeyId, hash, block.Signature))
            Fail(HistoryFaultKind.SignatureWrong, header.Number, header.From);
        else if (_leaves.Length != header.Count || !RoundMaker.RootOf(_leaves).AsSpan().SequenceEqual(header.Root))
            Fail(HistoryFaultKind.BlockChanged, header.Number, header.From);
        (_block, _previous, _next) = (header, hash, 0);
        Blocks++;
    }

    /// <summary>The next row.</summary>
    public void Row(HistoryRow row)
    {
        if (Fault is not null)
            return;
        if (_next < _leaves.Length && _leaves[_next].Sequence < row.Sequence)
            Fail(HistoryFaultKind.Missing, _leaves[_next]);
        else if (_next == _leaves.Length || _leaves[_next].Sequence > row.Sequence)
            Fail(HistoryFaultKind.Inserted, row.Sequence <= _block?.To ? _block.Number : null, row.Sequence, row.EventId);
        else
            Compare(row, _leaves[_next++]);
    }

    /// <summary>After the last block and before any rows behind it.</summary>
    public void End(bool rowsEnded)
    {
        if (Fault is null && _next < _leaves.Length)
            Fail(rowsEnded ? HistoryFaultKind.Truncated : HistoryFaultKind.Missing, _leaves[_next]);
    }

    private void Compare(HistoryRow row, LeafEntry leaf)
    {
        if (row.EventId != leaf.EventId)
            Fail(_leaves.Any(other => other.EventId == row.EventId) ? HistoryFaultKind.Reordered : HistoryFaultKind.Changed, leaf);
        else if (row.TenantId != tenantId || !row.Hash(_bytes).AsSpan().SequenceEqual(leaf.RowHash))
            Fail(HistoryFaultKind.Changed, leaf);
        else
            Events++;
    }

    private void Fail(HistoryFaultKind kind, LeafEntry leaf) => Fail(kind, _block!.Number, leaf.Sequence, leaf.EventId);

    private void Fail(HistoryFaultKind kind, long? block, long? sequence = null, Guid? eventId = null) =>
        Fault = new(kind, tenantId, block, Round: null, sequence, eventId);
}
