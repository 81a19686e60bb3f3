namespace SalesEngagement.EventStore.Privacy;

/// <summary>People's keys: found, made, and kept in memory for a while.</summary>
internal sealed class SubjectKeys(KeyDatabase database, SubjectStates states, TimeProvider clock)
{
    private readonly KeyCache<SubjectId, SubjectKey> _subjects = new(clock);
    private readonly KeyCache<string, TenantKey> _tenants = new(clock);
    private int _forgotten;

    /// <summary>How often <see cref="Forget"/> was called. Take it before reading: what was decrypted since is of no older keys.</summary>
    public int Forgotten => Volatile.Read(ref _forgotten);

    /// <summary>The keys of these people, of any tenants, in at most one round trip. Who has no key is left out.</summary>
    public async Task<IReadOnlyDictionary<SubjectId, SubjectKey>> Find(
        IReadOnlyCollection<SubjectId> ids, CancellationToken ct)
    {
        var keys = new Dictionary<SubjectId, SubjectKey>(ids.Count);
        var missing = new HashSet<SubjectId>();
        foreach (var id in ids)
        {
            if (_subjects.TryGet(id, out var key))
                keys[id] = key;
            else
                missing.Add(id);
        }

        if (missing.Count > 0)
            await database.Find(missing, Into(keys), ct);
        return keys;
    }

    /// <summary>The keys of these people of one tenant; who has none gets one.</summary>
    /// <exception cref="SubjectErasedException">One of them is erased. No key was made for anybody.</exception>
    /// <exception cref="TenantOffBoardedException">The tenant has left.</exception>
    public async Task<IReadOnlyDictionary<SubjectId, SubjectKey>> GetOrCreate(
        string tenantId, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var ids = subjects.Select(subject => new SubjectId(tenantId, subject)).ToArray();
        var keys = new Dictionary<SubjectId, SubjectKey>(await Find(ids, ct));
        RefuseErased(keys);
        while (subjects.Where(subject => !keys.ContainsKey(new(tenantId, subject))).ToHashSet() is { Count: > 0 } missing)
        {
            await database.Add(tenantId, await Tenant(tenantId, ct), missing, Into(keys), ct);
            RefuseErased(keys);
            if (missing.Any(subject => !keys.ContainsKey(new(tenantId, subject))))
                _tenants.Clear(); // The tenant's key was rotated away since we read it.
        }

        return keys;
    }

    /// <summary>
    /// Destroys the key of a person, known or not, under all ids: what was encrypted under it is unreadable from now on,
    /// and no key is ever made for the person again. Doing it again changes nothing.
    /// </summary>
    /// <exception cref="SubjectHeldException">The person is under legal hold.</exception>
    public async Task Erase(SubjectId id, CancellationToken ct)
    {
        await states.Erase(id, ct);
        Forget();
    }

    /// <summary>Forgets the keys in memory: those that are needed again are read again.</summary>
    public void Forget()
    {
        _subjects.Clear();
        _tenants.Clear();
        Interlocked.Increment(ref _forgotten);
    }

    private async Task<TenantKey> Tenant(string tenantId, CancellationToken ct)
    {
        if (_tenants.TryGet(tenantId, out var known))
            return known;
        var fill = _tenants.Filler();
        var found = await database.Tenant(tenantId, ct);
        fill(tenantId, found);
        return found;
    }

    private Action<SubjectId, SubjectKey> Into(Dictionary<SubjectId, SubjectKey> keys)
    {
        var fill = _subjects.Filler();
        return (id, key) =>
        {
            keys[id] = key;
            fill(id, key);
        };
    }

    private static void RefuseErased(Dictionary<SubjectId, SubjectKey> keys)
    {
        foreach (var (id, key) in keys.Where(entry => entry.Value.IsErased))
            throw key.Version == SubjectKey.OfLeftTenant ? new TenantOffBoardedException(id.TenantId) : new SubjectErasedException(id.Subject);
    }
}
