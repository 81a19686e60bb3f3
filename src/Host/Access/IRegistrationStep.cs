using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>What another area needs a new company to have from its first moment, such as a telephony account.</summary>
internal interface IRegistrationStep
{
    /// <summary>Adds rows to the transaction that registers the tenant of the session.</summary>
    void Add(IEventSession session, DateTimeOffset now);
}
