using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Finds at start what would otherwise fail at the first event.</summary>
internal static class OptionsCheck
{
    /// <summary>Folds have the right shape and fold known events; read models keep the rules; names are unique; personal types can be erased.</summary>
    /// <exception cref="InvalidOperationException">One is not so; the message names it.</exception>
    public static void Check(StoreOptions options)
    {
        _ = new FactTypes(options);
        _ = new ReadModelSet(options);
        var upcasts = new Upcasts(options);
        if (options.Snapshots.FirstOrDefault(snapshot => snapshot.Value < 1) is { Key: { } aggregate })
            throw new InvalidOperationException($"A snapshot of {aggregate.Name} is to be taken after less than one event.");
        foreach (var personal in options.EventTypes.Values.SelectMany(type => PersonalTypes.Within(type, options.IsPersonalData)))
            PersonalTypes.ErasedOf(personal);

        var known = options.EventTypes.Values.ToHashSet();
        if (options.Upcasts.FirstOrDefault(upcast => !known.Contains(upcast.From) || !known.Contains(upcast.To)) is { } loose)
            throw new InvalidOperationException($"{loose.From.Name} is upcast to {loose.To.Name}: both must be among the store's event types.");
        foreach (var folded in options.Aggregates.Concat(options.ReadModels))
        {
            if (Fold.FactsOf(folded).FirstOrDefault(fact => !known.Contains(fact)) is { } stranger)
                throw new InvalidOperationException($"{folded.Name} folds {stranger.Name}, which is not among the store's event types.");
            if (Fold.FactsOf(folded).FirstOrDefault(upcasts.IsRetired) is { } retired)
                throw new InvalidOperationException($"{folded.Name} folds {retired.Name}, which is read as {upcasts.NewestOf(retired).Name}: fold that.");
        }
    }
}
