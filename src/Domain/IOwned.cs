namespace SalesEngagement.Domain;

/// <summary>A record that belongs to a user: who may see and change it follows from who that is.</summary>
public interface IOwned
{
    /// <summary>The user it belongs to.</summary>
    Guid OwnerId { get; }
}
