namespace SalesEngagement.EventStore.Projections;

/// <summary>The primary key of a read model's row, as it stands in the columns.</summary>
internal sealed record RowKey(string TenantId, object[] Values)
{
    public bool Equals(RowKey? other) =>
        other is not null && TenantId == other.TenantId && Values.AsSpan().SequenceEqual(other.Values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(TenantId);
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
