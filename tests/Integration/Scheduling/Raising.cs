using System.Collections.Concurrent;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Scheduling;

/// <summary>Raises a tally when it is due.</summary>
[ScheduledMessage("raise_tally")]
public sealed record RaiseTally(Guid TallyId, int By);

/// <summary>Holds what it must not.</summary>
[ScheduledMessage("greet")]
public sealed record Greet(Nickname Name);

internal sealed class GreetHandler : IScheduledHandler<Greet>
{
    public Task Handle(Greet message, DueMessage due, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What a node's handler does beside raising, and what it has seen.</summary>
internal sealed class Raisings
{
    public ConcurrentQueue<(string Tenant, Guid Id)> Seen { get; } = [];

    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;
}

internal sealed class RaiseHandler(Raisings raisings) : IScheduledHandler<RaiseTally>
{
    public async Task Handle(RaiseTally message, DueMessage due, CancellationToken ct)
    {
        raisings.Seen.Enqueue((due.Session.TenantId, due.Id));
        await raisings.Before(ct);
        due.Session.Append(message.TallyId, [new TallyRaised(Guid.Empty, message.By)]);
    }
}
