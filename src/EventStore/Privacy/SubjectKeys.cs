namespace SalesEngagement.EventStore.Privacy;

/// <summary>People's keys: found, made, and destroyed.</summary>
internal sealed class SubjectKeys(KeyDatabase database, TimeProvider clock)
{
    private const string Held = "held";
    private readonly KeyCache<SubjectId, SubjectKey> _subjects = new(clock);
    private readonly KeyCache<string, TenantKey> _tenants = new(clock);

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
            await database.Find(missing, Remember(keys), ct);
        return keys;
    }

    /// <summary>The keys of these people of one tenant; who has none gets one.</summary>
    /// <exception cref="SubjectErasedException">One of them is erased. No key was made for anybody.</exception>
    public async Task<IReadOnlyDictionary<SubjectId, SubjectKey>> GetOrCreate(
        string tenantId, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var ids = subjects.Select(subject => new SubjectId(tenantId, subject)).ToArray();
        var keys = new Dictionary<SubjectId, SubjectKey>(await Find(ids, ct));
        RefuseErased(keys);
        var missing = subjects.Where(subject => !keys.ContainsKey(new(tenantId, subject))).ToHashSet();
        if (missing.Count == 0)
            return keys;

        if (!_tenants.TryGet(tenantId, out var tenant))
            _tenants.Put(tenantId, tenant = await database.Tenant(tenantId, ct));
        await database.Add(tenantId, tenant, missing, Remember(keys), ct);
        RefuseErased(keys);
        return keys;
    }

    /// <summary>
    /// Destroys a person's key, known or not: what was encrypted under it is unreadable from now on (on other nodes
    /// within a minute), and no key is ever made for the person again. Doing it again changes nothing.
    /// </summary>
    /// <exception cref="SubjectHeldException">The person is under legal hold.</exception>
    public async Task Erase(SubjectId id, CancellationToken ct)
    {
        var state = await database.Erase(id, ct);
        _subjects.Forget(id);
        if (state == Held)
            throw new SubjectHeldException(id.Subject);
    }

    private Action<SubjectId, SubjectKey> Remember(Dictionary<SubjectId, SubjectKey> keys) => (id, key) =>
    {
        keys[id] = key;
        _subjects.Put(id, key);
    };

    private static void RefuseErased(Dictionary<SubjectId, SubjectKey> keys)
    {
        foreach (var (id, _) in keys.Where(entry => entry.Value.IsErased))
            throw new SubjectErasedException(id.Subject);
    }
}
