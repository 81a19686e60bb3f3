using SalesEngagement.EventStore.History;

namespace SalesEngagement.Faults.Tamper;

/// <summary>What can be done to events, at a random place each time.</summary>
internal sealed class EventDeeds(IReadOnlyList<SealedEvent> events, Random random)
{
    private static readonly string[] Changes =
    [
        "type = 'ledger_opened_'", "timestamp = timestamp + interval '1 microsecond'", "version = version + 1000",
        "user_name = 'somebody'", "user_name = null", "correlation_id = correlation_id || 'x'", "causation_id = null",
        "headers = null", "headers = headers || '{\"more\": \"1\"}'", "bdata = '\\x01'", "stream_id = gen_random_uuid()",
        "id = gen_random_uuid()", "data = data || '{\"More\": 1}'", "data = '{}'",
    ];

    /// <summary>One deed for each call, all kinds in turn.</summary>
    public TamperCase Next(int turn)
    {
        var victim = events[random.Next(events.Count)];
        return (turn % 8) switch
        {
            0 => Flip(victim),
            1 => Change(victim),
            2 => new("event deleted", $"delete from mt_events where seq_id = {victim.Sequence}", Names(victim, HistoryFaultKind.Missing, HistoryFaultKind.Truncated)),
            3 => Swap(victim),
            4 => SwapContents(victim),
            5 => Insert(victim),
            6 => Move(victim),
            _ => Truncate(victim, withBlocks: turn % 16 > 8),
        };
    }

    private static Func<HistoryFault, bool> Names(SealedEvent victim, params HistoryFaultKind[] kinds) => fault =>
        kinds.Contains(fault.Kind) && fault.TenantId == victim.Tenant && fault.Block == victim.Block
        && fault.Sequence == victim.Sequence && fault.EventId == victim.Id;

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // One bit of one letter or digit in the stored JSON: the lowest that leaves it a letter or a digit.
    private TamperCase Flip(SealedEvent victim)
    {
        var text = victim.Data.ToCharArray();
        int[] places = [.. Enumerable.Range(0, text.Length).Where(i => char.IsAsciiLetter(text[i]))];
        var place = places[random.Next(places.Length)];
        text[place] = (char)(text[place] ^ 0x20);
        return new("bit flipped in data", $"update mt_events set data = {Quote(new(text))} where seq_id = {victim.Sequence}", Names(victim, HistoryFaultKind.Changed));
    }

    private TamperCase Change(SealedEvent victim)
    {
        var change = Changes[random.Next(Changes.Length)];
        return new($"{change.Split(' ')[0]} changed", $"update mt_events set {change} where seq_id = {victim.Sequence}", Names(victim, HistoryFaultKind.Changed));
    }

    private TamperCase Swap(SealedEvent one)
    {
        var (first, second) = Pair(one);
        return new(
            "two events swapped",
            $"""
            update mt_events set seq_id = -1 where seq_id = {first.Sequence};
            update mt_events set seq_id = {first.Sequence} where seq_id = {second.Sequence};
            update mt_events set seq_id = {second.Sequence} where seq_id = -1
            """,
            Names(first, HistoryFaultKind.Reordered, HistoryFaultKind.Changed));
    }

    private TamperCase SwapContents(SealedEvent one)
    {
        var (first, second) = Pair(one);
        return new(
            "contents of two events swapped",
            $"""
            update mt_events e set data = o.data, id = o.id, type = o.type from (select seq_id, data, id, type from mt_events) o
            where (e.seq_id, o.seq_id) in (({first.Sequence}, {second.Sequence}), ({second.Sequence}, {first.Sequence}))
            """,
            Names(first, HistoryFaultKind.Reordered, HistoryFaultKind.Changed));
    }

    // Into a number that no event holds: a rolled-back one, or one from before everything.
    private TamperCase Insert(SealedEvent like)
    {
        long[] held = [.. events.Select(e => e.Sequence)];
        long[] free = [0, -5, .. Enumerable.Range(1, (int)held.Max()).Select(i => (long)i).Except(held)];
        var sequence = free[random.Next(free.Length)];
        return new(
            "event inserted",
            $"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select {sequence}, gen_random_uuid(), stream_id, version + 500, data, type, timestamp, tenant_id from mt_events where seq_id = {like.Sequence}
            """,
            fault => (fault.Kind, fault.TenantId, fault.Sequence) == (HistoryFaultKind.Inserted, like.Tenant, sequence));
    }

    private TamperCase Move(SealedEvent victim)
    {
        string[] others = [.. events.Select(e => e.Tenant).Distinct().Where(tenant => tenant != victim.Tenant)];
        return new(
            "event moved to another tenant",
            $"update mt_events set tenant_id = '{others[random.Next(others.Length)]}' where seq_id = {victim.Sequence}",
            Names(victim, HistoryFaultKind.Missing, HistoryFaultKind.Truncated));
    }

    private static TamperCase Truncate(SealedEvent victim, bool withBlocks) => new(
        withBlocks ? "tail cut off with its blocks" : "tail cut off",
        $"delete from mt_events where tenant_id = '{victim.Tenant}' and seq_id >= {victim.Sequence}"
        + (withBlocks ? $"; delete from engagement.history_blocks where tenant_id = '{victim.Tenant}' and to_sequence >= {victim.Sequence}" : ""),
        withBlocks
            ? fault => fault.TenantId == victim.Tenant && (fault.Kind, fault.Block) is (HistoryFaultKind.Truncated, { } block) && block == victim.Block
                || (fault.Kind, fault.TenantId) == (HistoryFaultKind.Inserted, victim.Tenant) && fault.Sequence < victim.Sequence
            : Names(victim, HistoryFaultKind.Truncated));

    private (SealedEvent First, SealedEvent Second) Pair(SealedEvent one)
    {
        SealedEvent[] others = [.. events.Where(e => e.Tenant == one.Tenant && e.Sequence != one.Sequence)];
        var other = others[random.Next(others.Length)];
        return one.Sequence < other.Sequence ? (one, other) : (other, one);
    }
}
