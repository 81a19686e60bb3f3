namespace SalesEngagement.EventStore.Scheduling;

/// <summary>
/// Marks a message that can be scheduled, with the name it is stored under, which never changes. It carries ids and plain
/// values only: one that could hold personal data is refused when the program starts.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScheduledMessageAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name { get; } = name;
}
