using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Schema;

/// <summary>Finds at start what would otherwise fail at the first event.</summary>
internal static class OptionsCheck
{
    /// <summary>Folds have the right shape and fold known events; names are unique; personal types can be erased.</summary>
    /// <exception cref="InvalidOperationException">One is not so; the message names it.</exception>
    public static void Check(StoreOptions options)
    {
        _ = new FactTypes(options);
        foreach (var personal in options.EventTypes.Values.SelectMany(type => PersonalTypes.Within(type, options.IsPersonalData)))
            PersonalTypes.ErasedOf(personal);

        var known = options.EventTypes.Values.ToHashSet();
        foreach (var folded in options.Aggregates.Concat(options.ReadModels))
        {
            if (Fold.FactsOf(folded).FirstOrDefault(fact => !known.Contains(fact)) is { } stranger)
                throw new InvalidOperationException($"{folded.Name} folds {stranger.Name}, which is not among the store's event types.");
        }
    }
}
