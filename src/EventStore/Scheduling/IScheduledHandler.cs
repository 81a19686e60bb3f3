using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>
/// Does what a message is for, when it is due. What it writes through the session happens exactly once, for the message
/// leaves in the same transaction. What it does elsewhere happens at least once: use the message's id as the key.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public interface IScheduledHandler<in T>
    where T : class
{
    /// <summary>Acts. The session is saved afterwards; when this throws, it is tried again later and at last parked.</summary>
    Task Handle(T message, DueMessage due, CancellationToken ct);
}

/// <summary>A message that is due.</summary>
/// <param name="Session">Where effects that are events go; of the message's tenant. It is saved for the handler.</param>
/// <param name="Id">The message's id.</param>
/// <param name="DueAt">When it was due.</param>
public sealed record DueMessage(IEventSession Session, Guid Id, DateTimeOffset DueAt);
