using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Faults.Shred;

/// <summary>Who was written about, where, and which of them are to be erased.</summary>
internal sealed class Doors(HttpDoor http, IServiceProvider services, Canaries canaries)
{
    private readonly StoreDoor _store = new(
        services.GetRequiredService<IEventStore>(), services.GetRequiredService<StoreOptions>(), canaries);

    private readonly List<string> _kept = [];
    private readonly List<string> _keptContacts = [];
    private readonly List<Guid> _erasedStreams = [];
    private readonly List<Guid> _keptStreams = [];

    /// <summary>The people to be erased.</summary>
    public List<string> Erased { get; } = [];

    /// <summary>The tenant.</summary>
    public string TenantId => http.TenantId;

    /// <summary>How many types of fact can hold personal values.</summary>
    public int Types => _store.Types.Count;

    /// <summary>Writes through all of them.</summary>
    /// <param name="contacts">How many are to be erased; half as many stay.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Open(int contacts, CancellationToken ct)
    {
        _kept.Add(await http.Register(ct));
        Erased.Add(await http.AddUser(ct));
        for (var i = 0; i < contacts; i++)
            Erased.Add(await http.WorkWithContact(ct));
        for (var i = 0; i < contacts / 2; i++)
            _keptContacts.Add(await http.WorkWithContact(ct));
        await Write(Erased, _erasedStreams, ct);
        await Write(_kept, _keptStreams, ct);
        _kept.AddRange(_keptContacts);
        _erasedStreams.AddRange(Erased.Select(Guid.Parse));
        _keptStreams.AddRange(_kept.Select(Guid.Parse));
    }

    /// <summary>To look for values of the erased.</summary>
    public CanarySearch SearchErased() => canaries.Of(Erased);

    /// <summary>To look for values of the others.</summary>
    public CanarySearch SearchKept() => canaries.Of(_kept);

    /// <summary>What the store reads of the erased.</summary>
    public Task<string> ReadErased(CancellationToken ct) => _store.ReadAll(TenantId, _erasedStreams.Distinct(), ct);

    /// <summary>What the store reads of the others.</summary>
    public Task<string> ReadKept(CancellationToken ct) => _store.ReadAll(TenantId, _keptStreams.Distinct(), ct);

    /// <summary>Purges the others' rows although their keys are there: what they say comes back.</summary>
    public Task PurgeKeptOnly(CancellationToken ct) =>
        services.GetRequiredService<StreamRebuild>().AfterErasure(TenantId, [.. _keptStreams.Distinct()], ct);

    /// <summary>How many of the others' contacts the API shows without any of their values.</summary>
    public async Task<int> KeptNotShown(CancellationToken ct)
    {
        var missing = 0;
        foreach (var contact in _keptContacts)
        {
            var search = canaries.Of([contact]);
            search.In(await http.Show(contact, ct));
            missing += search.Found.Count == 0 ? 1 : 0;
        }

        return missing;
    }

    private async Task Write(List<string> people, List<Guid> streams, CancellationToken ct)
    {
        var (person, written) = await _store.WriteAll(TenantId, ct);
        people.Add(person);
        streams.AddRange(written);
    }
}
