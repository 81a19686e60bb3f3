namespace SalesEngagement.EventStore.Privacy;

/// <summary>Where a person stands.</summary>
public enum SubjectState
{
    /// <summary>Nothing personal was ever stored under this id.</summary>
    NeverSeen,

    /// <summary>The person has a key: values can be written and read.</summary>
    Active,

    /// <summary>As active, and erasure is forbidden for now.</summary>
    Held,

    /// <summary>The key is destroyed: values read as erased, and none can be written.</summary>
    Erased,
}
