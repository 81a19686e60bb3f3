namespace SalesEngagement.Domain;

/// <summary>The name under which an event is stored. It never changes, whatever happens to the class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>Snake case, unique in the house, frozen in the event catalogue.</summary>
    public string Name { get; } = name;
}
