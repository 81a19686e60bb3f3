namespace SalesEngagement.Application.Merges;

/// <summary>By whom each number, address or tag of a contact is there: by its own (null), by merges, or by several.</summary>
internal sealed class Supporters
{
    private readonly Dictionary<string, (string Label, HashSet<Guid> Merges, bool IsOwn)> _all = new(StringComparer.Ordinal);

    /// <summary>
    /// These are all now. Those that a merge brings have it as supporter, also where they were there already; those that are
    /// new otherwise, or have another label, are the contact's own.
    /// </summary>
    public void Say(IEnumerable<(string Key, string Label)> all, Guid? merge, IEnumerable<string>? brought)
    {
        var now = all.DistinctBy(one => one.Key, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Label, StringComparer.Ordinal);
        foreach (var gone in _all.Keys.Except(now.Keys).ToArray())
            _all.Remove(gone);
        foreach (var (key, label) in now)
        {
            if (!_all.TryGetValue(key, out var known))
                _all[key] = (label, [], merge is null);
            else if (known.Label != label)
                _all[key] = (label, known.Merges, IsOwn: true);
        }

        if (merge is not { } by)
            return;
        foreach (var key in brought ?? [])
        {
            if (_all.TryGetValue(key, out var known))
                known.Merges.Add(by);
        }
    }

    /// <summary>A merge was taken back.</summary>
    public void Remove(Guid merge)
    {
        foreach (var known in _all.Values)
            known.Merges.Remove(merge);
    }

    /// <summary>Whether it would not be there without this merge.</summary>
    public bool IsOnlyBy(Guid merge, string key) =>
        _all.TryGetValue(key, out var known) && !known.IsOwn && known.Merges.Contains(merge) && known.Merges.Count == 1;
}
