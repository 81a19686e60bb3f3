using System.Reflection;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore;

/// <summary>What the store must be told: its databases, the events and read models it serves, and how to tell personal data.</summary>
public sealed class StoreOptions
{
    /// <summary>Main database, role <c>engagement_app</c>: what every request uses; row-level security holds it.</summary>
    public required string AppConnection { get; set; }

    /// <summary>Main database, role <c>engagement_daemon</c>: reads all tenants, owns the read models. No request uses it.</summary>
    public required string DaemonConnection { get; set; }

    /// <summary>Key database, role <c>engagement_keys</c>.</summary>
    public required string KeysConnection { get; set; }

    /// <summary>Stored name → fact type.</summary>
    public required IReadOnlyDictionary<string, Type> EventTypes { get; set; }

    /// <summary>Records marked <see cref="Projections.ReadModelAttribute"/>.</summary>
    public required IReadOnlyCollection<Type> ReadModels { get; set; }

    /// <summary>States that streams are folded into; their folds are checked at start.</summary>
    public IReadOnlyCollection<Type> Aggregates { get; set; } = [];

    /// <summary>
    /// Aggregates whose streams get long, and after how many events a snapshot of one is taken (10 or more is sensible).
    /// Their states must survive a round trip through JSON.
    /// </summary>
    public IReadOnlyDictionary<Type, int> Snapshots { get; set; } = new Dictionary<Type, int>();

    /// <summary>How retired facts are read; both facts of each stand in <see cref="EventTypes"/>.</summary>
    public IReadOnlyCollection<Upcast> Upcasts { get; set; } = [];

    /// <summary>Whether values of a type are personal and so are encrypted.</summary>
    public required Func<Type, bool> IsPersonalData { get; set; }

    /// <summary>Whether a constructor parameter of a fact is the id of the person whose data the fact carries.</summary>
    public required Func<ParameterInfo, bool> IsDataSubject { get; set; }

    /// <summary>Where the master key comes from.</summary>
    public required IMasterKeyProvider MasterKeys { get; set; }
}
