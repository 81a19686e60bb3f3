namespace SalesEngagement.Application.Merges;

/// <summary>The values that a field has had and may have again: those that merges gave on those that somebody said.</summary>
internal sealed class Layers
{
    private readonly List<(Guid? Merge, object? Value)> _layers = [(null, null)];

    /// <summary>The field has this value now. What a merge did not change is not its doing; what somebody says buries all before.</summary>
    public void Say(object? value, Guid? merge)
    {
        if (Equals(_layers[^1].Value, value))
            return;
        if (merge is null)
            _layers.Clear();
        _layers.Add((merge, value));
    }

    /// <summary>A merge was taken back.</summary>
    public void Remove(Guid merge) => _layers.RemoveAll(layer => layer.Merge == merge);

    /// <summary>Whether the field has its value by this merge.</summary>
    public bool IsTop(Guid merge) => _layers[^1].Merge == merge;

    /// <summary>The value without what this merge gave.</summary>
    public object? Without(Guid merge) => _layers.FindLast(layer => layer.Merge != merge).Value;
}
