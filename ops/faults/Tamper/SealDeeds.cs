using SalesEngagement.EventStore.History;

namespace SalesEngagement.Faults.Tamper;

/// <summary>What can be done to blocks and rounds, at a random place each time.</summary>
internal sealed class SealDeeds(IReadOnlyList<SealedEvent> events, Random random)
{
    private static readonly string[] BlockChanges =
    [
        "root = set_byte(root, 3, get_byte(root, 3) # 1)", "previous = set_byte(previous, 0, get_byte(previous, 0) # 128)",
        "signature = set_byte(signature, 9, get_byte(signature, 9) # 4)", "count = count + 1", "from_sequence = from_sequence - 1",
        "sealed_at = sealed_at - interval '1 hour'", "key_id = 'another'", "leaves = set_byte(leaves, 30, get_byte(leaves, 30) # 1)",
        "leaves = substr(leaves, 57)",
    ];

    private static readonly string[] RoundChanges =
    [
        "hash = set_byte(hash, 3, get_byte(hash, 3) # 1)", "signature = set_byte(signature, 3, get_byte(signature, 3) # 1)",
        "hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)", "sealed_at = sealed_at + interval '1 second'",
        "previous = set_byte(previous, 3, get_byte(previous, 3) # 1)", "up_to = up_to + 1",
    ];

    /// <summary>One deed for each call, all kinds in turn.</summary>
    public TamperCase Next(int turn)
    {
        var place = events[random.Next(events.Count)];
        return (turn % 4) switch
        {
            0 => ChangeBlock(place),
            1 => new(
                "block deleted",
                $"delete from engagement.history_blocks where tenant_id = '{place.Tenant}' and number = {place.Block}",
                fault => (fault.TenantId, fault.Block) == (place.Tenant, place.Block)
                    && fault.Kind is HistoryFaultKind.BlockMissing or HistoryFaultKind.Truncated),
            2 => ChangeRound(place),
            _ => new(
                "round deleted", $"delete from engagement.history_rounds where number = {place.Round}",
                fault => fault.Round == place.Round
                    && fault.Kind is HistoryFaultKind.BlockMissing or HistoryFaultKind.Truncated),
        };
    }

    private TamperCase ChangeBlock(SealedEvent place)
    {
        var change = BlockChanges[random.Next(BlockChanges.Length)];
        return new(
            $"block's {change.Split(' ')[0]} changed",
            $"update engagement.history_blocks set {change} where tenant_id = '{place.Tenant}' and number = {place.Block}",
            fault => (fault.TenantId, fault.Block) == (place.Tenant, place.Block)
                && fault.Kind is HistoryFaultKind.SignatureWrong or HistoryFaultKind.ChainBroken or HistoryFaultKind.BlockChanged);
    }

    private TamperCase ChangeRound(SealedEvent place)
    {
        var change = RoundChanges[random.Next(RoundChanges.Length)];
        return new(
            $"round's {change.Split(' ')[0]} changed",
            $"update engagement.history_rounds set {change} where number = {place.Round}",
            fault => fault.Round == place.Round && fault.Kind is HistoryFaultKind.SignatureWrong or HistoryFaultKind.ChainBroken);
    }
}
