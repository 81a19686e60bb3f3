using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>What those who asked for a bulk change may do now, behind their request: it outlives their sign-in, not their rights.</summary>
internal sealed class Askers(IEventStore store, Reach reach)
{
    /// <summary>Whose contacts the user reaches; null when they may change many at once no more.</summary>
    public async Task<RecordScope?> ReachOf(string tenantId, Guid userId, CancellationToken ct)
    {
        var user = (await store.Open(tenantId, new("bulk-change")).Fetch<User>(userId, ct)).State;
        return user is { Status: UserStatus.Active } && Permission.ChangeManyContacts.IsOf(user.Roles)
            ? await reach.Of(userId, user.Roles, tenantId, Permission.ChangeManyContacts, ct)
            : null;
    }
}
