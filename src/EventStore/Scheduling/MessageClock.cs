using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>
/// Fires scheduled messages, on whichever node owns the clock: those of one tenant one after the other in the order of
/// their time, those of different tenants side by side. It sleeps until the next is due, an append moves the mark (who
/// schedules mostly appends too), or <see cref="LookAgain"/> has passed.
/// </summary>
internal sealed partial class MessageClock(
    IEnumerable<ScheduledRoute> routes, ScheduledMessages messages, IEventStore store, IServiceScopeFactory scopes,
    ShardContext context, ILogger<MessageClock> log) : IShard
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly string Shard = ShardName.OfName("Schedule");
    private readonly Pace _pace = context.PaceOf(Shard);
    private readonly Dictionary<string, ScheduledRoute> _routes = routes.ToDictionary(route => route.Name);

    /// <inheritdoc/>
    public string Name => Shard;

    /// <inheritdoc/>
    public ShardKind Kind => ShardKind.Schedule;

    /// <inheritdoc/>
    public async Task Follow(CancellationToken ct)
    {
        using var slots = new SemaphoreSlim(context.Options.Parallelism);
        var served = new Dictionary<string, Task>();
        string[] names = [.. _routes.Keys];
        try
        {
            while (true)
            {
                var mark = context.HighWater.Mark;
                foreach (var done in served.Where(tenant => tenant.Value.IsCompleted).Select(tenant => tenant.Key).ToArray())
                    served.Remove(done, out _);
                var due = _pace.Stop < long.MaxValue ? [] : await messages.Due(context.Clock.GetUtcNow(), names, [.. served.Keys], ct);
                foreach (var tenant in due.GroupBy(message => message.TenantId))
                    served[tenant.Key] = Serve([.. tenant], slots, ct);
                await Sleep(mark, served.Values, names, ct);
            }
        }
        finally
        {
            await Task.WhenAll(served.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Sleep(long mark, Dictionary<string, Task>.ValueCollection served, string[] names, CancellationToken ct)
    {
        var next = await messages.Next(names, ct) - context.Clock.GetUtcNow() ?? LookAgain;
        var pause = served.Count > 0 || next > LookAgain ? LookAgain : next < Breath ? Breath : next;
        await Task.Delay(Breath, context.Clock, ct);
        await Task.WhenAny([context.HighWater.WaitBeyond(mark, pause, ct), .. served]);
        ct.ThrowIfCancellationRequested();
    }

    private async Task Serve(IReadOnlyList<PendingMessage> due, SemaphoreSlim slots, CancellationToken ct)
    {
        foreach (var message in due)
        {
            await slots.WaitAsync(ct);
            try
            {
                await Fire(message, ct);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private async Task Fire(PendingMessage message, CancellationToken ct)
    {
        var started = context.Clock.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var session = store.Open(message.TenantId, new("schedule", CausationId: message.Id.ToString()));
            session.Write("select engagement.take_scheduled($1, $2)", Sql.Text(message.TenantId), Sql.Id(message.Id));
            await _routes[message.Name].Call(scope.ServiceProvider, message.Payload, new(session, message.Id, message.DueAt), ct);
            await session.Save(ct);
            DaemonMetrics.Batch(Name, 1, context.Clock.GetElapsedTime(started));
            ScheduleMetrics.Fired(context.Clock.GetUtcNow() - message.DueAt);
        }
        catch (Npgsql.PostgresException gone) when (gone.SqlState == "EN003")
        {
            // Fired by another owner or cancelled meanwhile; nothing of this try was written.
        }
#pragma warning disable CA1031 // Handlers are code of others: whatever they throw counts as a failed try.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await Postpone(message, failure, ct);
        }
    }

    private async Task Postpone(PendingMessage message, Exception failure, CancellationToken ct)
    {
        var retries = _routes[message.Name].Retries ?? context.Options.Retries;
        var isLast = message.Attempts >= retries.Count;
        LogFailed(message.Name, Fault.Describe(failure), message.Attempts + 1, isLast);
        if (isLast)
            DaemonMetrics.DeadLetters.Add(1, new KeyValuePair<string, object?>("shard", Name));
        var until = isLast ? (DateTimeOffset?)null : context.Clock.GetUtcNow() + retries[message.Attempts];
        await messages.Postpone(message, Fault.Describe(failure), until, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A scheduled {Message} failed ({Fault}), try {Tries}; parked: {Parked}.")]
    private partial void LogFailed(string message, string fault, int tries, bool parked);
}
