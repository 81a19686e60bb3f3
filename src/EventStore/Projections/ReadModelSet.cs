namespace SalesEngagement.EventStore.Projections;

/// <summary>The read models of this program, checked once at start.</summary>
internal sealed class ReadModelSet
{
    /// <exception cref="InvalidOperationException">A record breaks a rule of read models, or two share a name or table.</exception>
    public ReadModelSet(StoreOptions options)
    {
        All = [.. options.ReadModels.Select(type => ReadModel.Of(type, options.IsPersonalData)).OrderBy(model => model.Name, StringComparer.Ordinal)];
        Refuse(All.GroupBy(model => model.Name));
        Refuse(All.GroupBy(model => model.Table.Name));
    }

    public IReadOnlyList<ReadModel> All { get; }

    /// <summary>Finds a read model by its name (<c>CallLog</c>) or its shard (<c>CallLog:All</c>).</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public ReadModel Named(string name) =>
        All.FirstOrDefault(model =>
            model.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || model.Shard.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"There is no read model '{name}'. Known: {string.Join(", ", All.Select(model => model.Name))}.", nameof(name));

    private static void Refuse(IEnumerable<IGrouping<string, ReadModel>> groups)
    {
        if (groups.FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two read models are called {twice.Key}.");
    }
}
