using SalesEngagement.Application.ApiKeys;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.ApiKeys;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Projections.ApiKeys;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Records that the keys of a deactivated user are revoked. They were dead from the moment of the deactivation
/// (<see cref="PeopleRules"/> saw to their rows); this is what lists and history show of it.
/// </summary>
internal sealed class ApiKeyRevocation(IEventStore store, Answers answers, TimeProvider clock) : ISubscription
{
    private const string Principal = "api-key-revocation";

    public string Name => nameof(ApiKeyRevocation);

    public IReadOnlyCollection<Type> EventTypes { get; } = [typeof(UserDeactivated)];

    /// <summary>Keys that the user got after coming back are theirs to keep.</summary>
    public Task Handle(Event @event, CancellationToken ct) => Revoke(
        @event.TenantId, @event.StreamId, key => key.CreatedAt <= ((UserDeactivated)@event.Body).DeactivatedAt, ct);

    /// <summary>Revokes the keys of a user that match.</summary>
    public async Task Revoke(string tenantId, Guid userId, Func<ApiKeyCard, bool> matches, CancellationToken ct)
    {
        var keys = await ApiKeyCard.List(
            store.Query(tenantId), new(IsRevoked: false, userId), after: null, rows: int.MaxValue, ct);
        foreach (var key in keys.Where(matches))
        {
            var revoked = await new Commands(store, answers, clock, new(tenantId, Principal, RecordScope.All)).On<ApiKey>(
                key.Id, (state, now) => RevokeApiKeyHandler.Handle(new(), state, now), ct,
                (session, decision) => ApiKeyRows.Keep(session, key.Id, decision));
            if (revoked.Outcome != CommandOutcome.Done)
                throw new InvalidOperationException($"API key {key.Id} could not be revoked: {revoked.Outcome}.");
        }
    }
}
