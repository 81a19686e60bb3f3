namespace SalesEngagement.EventStore.Projections;

/// <summary>The primary key of a read model's row, as it stands in the columns.</summary>
internal sealed class RowKey : IEquatable<RowKey>
{
    private readonly int _hash;

    public RowKey(string tenantId, object[] values)
    {
        (TenantId, Values) = (tenantId, values);
        var hash = new HashCode();
        hash.Add(tenantId);
        foreach (var value in values)
            hash.Add(value);
        _hash = hash.ToHashCode();
    }

    public string TenantId { get; }

    public object[] Values { get; }

    public bool Equals(RowKey? other)
    {
        if (other is null || other._hash != _hash || other.TenantId != TenantId)
            return false;
        for (var i = 0; i < Values.Length; i++)
        {
            if (!Values[i].Equals(other.Values[i]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RowKey);

    public override int GetHashCode() => _hash;
}
