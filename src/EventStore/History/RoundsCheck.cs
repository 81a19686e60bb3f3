namespace SalesEngagement.EventStore.History;

/// <summary>
/// Checks the rounds: each follows the one before, is signed, is as the anchor knows it, and names exactly the blocks that
/// are there.
/// </summary>
/// <param name="keys">Whose signatures count.</param>
/// <param name="anchor">The anchor; null when there is none to compare with.</param>
/// <param name="tenantId">Only this tenant's blocks are looked at; null for all.</param>
internal sealed class RoundsCheck(SealKeys keys, AnchorCursor? anchor, string? tenantId)
{
    private readonly Dictionary<string, HistoryFault> _ofTenants = new(StringComparer.Ordinal);
    private byte[] _previous = RoundMaker.NothingBefore;
    private long _upTo;

    /// <summary>Rounds checked.</summary>
    public long Rounds { get; private set; }

    /// <summary>Rounds that the anchor has too.</summary>
    public long Anchored { get; private set; }

    /// <summary>The first fault of the rounds themselves.</summary>
    public HistoryFault? Fault { get; private set; }

    /// <summary>The first fault of a tenant's blocks, as the rounds know them.</summary>
    public HistoryFault? Of(string tenant) => _ofTenants.GetValueOrDefault(tenant);

    /// <summary>The next round and the headers of the blocks that say they belong to it.</summary>
    public async Task Next(StoredRound round, IReadOnlyList<SealedBlock> blocks)
    {
        var header = round.Header;
        if (header.Number != Rounds + 1)
            Fail(HistoryFaultKind.BlockMissing, Rounds + 1, _upTo + 1);
        else if (!header.Previous.AsSpan().SequenceEqual(_previous) || header.From <= _upTo)
            Fail(HistoryFaultKind.ChainBroken, header.Number, header.From);
        else if (!round.IsGenuine(keys))
            Fail(HistoryFaultKind.SignatureWrong, header.Number, header.From);
        else if (anchor is not null && !await anchor.Confirms(header.Number, round.Hash))
            Fail(HistoryFaultKind.NotAnchored, header.Number, header.From);
        (_previous, _upTo) = (round.Hash, header.UpTo);
        Rounds++;
        Anchored += anchor?.Reached >= header.Number ? 1 : 0;
        Compare(round, blocks);
    }

    /// <summary>After the last round: the anchor must not know more, unless it was sealed while we were looking.</summary>
    /// <param name="exists">Whether the database has a round by now.</param>
    public async Task End(Func<long, Task<bool>> exists)
    {
        if (anchor is not null && await anchor.Find(Rounds + 1) is not null && !await exists(Rounds + 1))
            Fail(HistoryFaultKind.Truncated, Rounds + 1, _upTo + 1);
        // A round is sealed once the one before is anchored, so of two rounds an anchor of ours has one.
        if (anchor is { Reached: 0 } && Rounds > 1)
            Fail(HistoryFaultKind.NotAnchored, round: 1, sequence: 1);
    }

    private void Compare(StoredRound round, IReadOnlyList<SealedBlock> blocks)
    {
        var found = new Dictionary<string, SealedBlock>(StringComparer.Ordinal);
        foreach (var block in blocks.Where(block => !found.TryAdd(block.Header.TenantId, block)))
            Blame(HistoryFaultKind.Inserted, block.Header.TenantId, block.Header.Number, block.Header.From);
        foreach (var reference in round.Blocks.Where(reference => tenantId is null || reference.TenantId == tenantId))
        {
            if (!found.Remove(reference.TenantId, out var block))
                Blame(HistoryFaultKind.Truncated, reference.TenantId, reference.Number, round.Header.From);
            else if (block.Header.Number != reference.Number || !block.Header.Hash().AsSpan().SequenceEqual(reference.Hash))
                Blame(HistoryFaultKind.BlockChanged, reference.TenantId, block.Header.Number, block.Header.From);
        }

        foreach (var stranger in found.Values)
            Blame(HistoryFaultKind.Inserted, stranger.Header.TenantId, stranger.Header.Number, stranger.Header.From);
    }

    private void Blame(HistoryFaultKind kind, string tenant, long block, long sequence) =>
        _ofTenants.TryAdd(tenant, new(kind, tenant, block, Round: null, sequence, EventId: null));

    private void Fail(HistoryFaultKind kind, long round, long sequence) =>
        Fault ??= new(kind, TenantId: null, Block: null, round, sequence, EventId: null);
}
