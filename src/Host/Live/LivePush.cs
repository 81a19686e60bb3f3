using Microsoft.AspNetCore.SignalR;
using SalesEngagement.Domain.Access;
using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Users;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Http;
using SalesEngagement.Projections.Users;

namespace SalesEngagement.Host.Live;

/// <summary>Turns the events of this node's tail into notifications for this node's connections.</summary>
internal sealed partial class LivePush(
    IHubContext<EngagementHub> hub, StreamStates<Call> calls, StreamStates<Contact> contacts, IEventStore store,
    LiveConnections connections, GroupNames groups, Positions positions, ILogger<LivePush> log)
    : ILiveListener
{
    /// <summary>What clients are called with.</summary>
    public const string Method = "notification";

    private static readonly IReadOnlyCollection<Type> CallFacts = Fold.FactsOf<Call>();
    private static readonly IReadOnlyCollection<Type> ContactFacts = Fold.FactsOf<Contact>();

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <summary>Sequence up to which this node has pushed. Waits until its tail has begun.</summary>
    public async Task<long> Position(CancellationToken ct)
    {
        await _begun.Task.WaitAsync(ct);
        return Volatile.Read(ref _position);
    }

    public void Begin(long position)
    {
        Volatile.Write(ref _position, position);
        _begun.TrySetResult();
    }

    public async Task Receive(IReadOnlyList<Event> events, CancellationToken ct)
    {
        foreach (var @event in events)
        {
            connections.CloseAfter(@event);
            try
            {
                foreach (var push in await PushesOf(@event, ct))
                    Send(@event, push);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The tail goes on: one event that cannot be shown must not silence all the others.
                NotPushed(log, @event.Sequence, @event.StreamId, failure.GetType().Name);
            }

            Volatile.Write(ref _position, @event.Sequence);
        }
    }

    private async Task<IEnumerable<Push>> PushesOf(Event @event, CancellationToken ct)
    {
        if (CallFacts.Contains(@event.Body.GetType()))
        {
            var (before, after) = await calls.Around(@event, ct);
            return after is null ? [] : CallPushes.Of(@event, before, after, await TeamOf(@event.TenantId, after.UserId, ct));
        }

        if (ContactFacts.Contains(@event.Body.GetType()))
        {
            var (before, after) = await contacts.Around(@event, ct);
            return after is null ? [] : ContactPushes.Of(@event, before, after);
        }

        return @event.Body is SecurityAlertRaised alert ? [AlertPushes.Of(alert, await AdminsOf(@event.TenantId, ct))] : [];
    }

    private async Task<IEnumerable<Guid>> AdminsOf(string tenantId, CancellationToken ct)
    {
        var filter = new UserFilter(Status: UserStatus.Active, Role: Role.Admin);
        return (await UserCard.List(store.Query(tenantId), filter, after: null, rows: 200, ct)).Select(admin => admin.Id);
    }

    private async Task<Guid?> TeamOf(string tenantId, Guid userId, CancellationToken ct) =>
        (await store.Query(tenantId).Load<UserCard>(ct, userId))?.TeamId;

    /// <summary>
    /// Writes to every connection of the channels. Not awaited: a connection keeps its own order, and one that reads
    /// slowly must not hold back the others.
    /// </summary>
    private void Send(Event @event, Push push)
    {
        var cursor = positions.Hide(@event.TenantId, @event.Sequence);
        foreach (var channel in push.Channels)
        {
            var notification = new Notification(cursor, channel.Name, push.Type, @event.Timestamp, push.Data);
            List<string> receivers = [groups.Of(@event.TenantId, channel), .. push.Owners.Select(owner => groups.Of(@event.TenantId, channel, owner))];
            _ = Observe(hub.Clients.Groups(receivers).SendAsync(Method, notification), @event);
        }
    }

    private async Task Observe(Task sending, Event @event)
    {
        try
        {
            await sending;
        }
        catch (Exception failure)
        {
            NotPushed(log, @event.Sequence, @event.StreamId, failure.GetType().Name);
        }
    }

    // The failure's kind only: its message may quote what was to be sent.
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Event {Sequence} of stream {StreamId} was not pushed ({Failure}); clients see it when they read again.")]
    private static partial void NotPushed(ILogger log, long sequence, Guid streamId, string failure);
}
