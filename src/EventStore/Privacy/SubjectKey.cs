namespace SalesEngagement.EventStore.Privacy;

/// <summary>A person's key; without bytes once the person is erased.</summary>
internal sealed record SubjectKey(int Version, byte[]? Bytes)
{
    /// <summary>What stands for every person of a tenant that has left.</summary>
    public const int OfLeftTenant = 0;

    /// <summary>Whether the person is erased: what was encrypted is unreadable for good, and nothing may be added.</summary>
    public bool IsErased => Bytes is null;
}
