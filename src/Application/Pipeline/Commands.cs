using Npgsql;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Folding;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Application.Pipeline;

/// <summary>The imperative shell: fetch, fold, decide, append. The only place that reads the clock.</summary>
public sealed class Commands(IEventStore store, Answers answers, TimeProvider clock, CommandContext context)
{
    private const int Attempts = 4;

    /// <summary>Changes an existing stream. <paramref name="also"/> adds rows to the transaction of what was decided.</summary>
    public Task<CommandResult<T>> On<T>(
        Guid streamId, Func<T, DateTimeOffset, Decision> decide, CancellationToken ct, Action<IEventSession, Decision>? also = null)
        where T : class =>
        Once<T>(streamId, async session =>
        {
            var stream = await session.Fetch<T>(streamId, ct);
            return InReach(stream.State) is { } state ? new(stream, decide(state, clock.GetUtcNow())) : null;
        }, also, ct);

    /// <summary>Starts a stream. One that exists already is left as it is: the same again changes nothing.</summary>
    public Task<CommandResult<T>> Start<T>(
        Guid streamId, Func<DateTimeOffset, Decision> decide, CancellationToken ct, Action<IEventSession, Decision>? also = null)
        where T : class =>
        Once<T>(streamId, async session =>
        {
            var stream = await session.Fetch<T>(streamId, ct);
            return new(stream, stream.State is null ? decide(clock.GetUtcNow()) : []);
        }, also, ct);

    /// <summary>Starts a stream by a decision on another one, such as a call to a contact.</summary>
    public Task<CommandResult<T>> Start<T, TOther>(
        Guid streamId, Guid otherId, Func<TOther, DateTimeOffset, Decision> decide, CancellationToken ct)
        where T : class
        where TOther : class =>
        Once<T>(streamId, async session =>
        {
            var stream = await session.Fetch<T>(streamId, ct);
            if (stream.State is not null)
                return new(stream, []);
            var other = await session.Fetch<TOther>(otherId, ct);
            return InReach(other.State) is { } state ? new(stream, decide(state, clock.GetUtcNow())) : null;
        }, also: null, ct);

    /// <summary>
    /// Starts or changes a stream together with others, which were read in the session that the plan gets: all of it is
    /// appended, or nothing. Whoever plans sees to the caller's reach.
    /// </summary>
    public Task<CommandResult<T>> Jointly<T>(
        Guid streamId, Func<IEventSession, RecordScope, DateTimeOffset, Task<JointPlan<T>?>> plan, CancellationToken ct)
        where T : class =>
        Once<T>(streamId, async session =>
        {
            if (await plan(session, context.Scope, clock.GetUtcNow()) is not { } joint)
                return null;
            if (joint.Decision.Any())
                joint.Also(session);
            return new(joint.Stream, joint.Decision) { Guarded = joint.Guarded };
        }, also: null, ct);

    /// <summary>The state, unless it is out of the caller's reach: then it is as if it were not there.</summary>
    private T? InReach<T>(T? state)
        where T : class =>
        state is not null && context.Scope.Covers(state) ? state : null;

    /// <summary>Runs the command, unless its idempotency key has had its effect: then it answers the same again.</summary>
    private async Task<CommandResult<T>> Once<T>(
        Guid streamId, Func<IEventSession, Task<Plan<T>?>> plan, Action<IEventSession, Decision>? also, CancellationToken ct)
        where T : class
    {
        if (context.Idempotency is null)
            return await Run(streamId, plan, also, ct);
        if (!answers.TryEnter(context))
            return new(CommandOutcome.KeyInUse, streamId);
        try
        {
            return await Answered<T>(ct) ?? await Run(streamId, plan, also, ct);
        }
        catch (PostgresException e) when (Answers.IsTwin(e))
        {
            return await Answered<T>(ct) ?? new(CommandOutcome.KeyInUse, streamId);
        }
        finally
        {
            answers.Leave(context);
        }
    }

    private async Task<CommandResult<T>> Run<T>(
        Guid streamId, Func<IEventSession, Task<Plan<T>?>> plan, Action<IEventSession, Decision>? also, CancellationToken ct)
        where T : class
    {
        var commandId = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var session = store.Open(
                    context.TenantId, new(context.Principal, context.CorrelationId, context.CausationId ?? commandId));
                return await plan(session) is { } planned
                    ? await Carry(streamId, planned, session, also, ct)
                    : new(CommandOutcome.NotFound, streamId);
            }
            catch (StreamConflictException e) when (context.ExpectedVersion is not null && e.StreamId == streamId)
            {
                return new(CommandOutcome.VersionMismatch, streamId);
            }
            catch (StreamConflictException) when (attempt == Attempts)
            {
                return new(CommandOutcome.Contended, streamId);
            }
            catch (StreamConflictException)
            {
                // Another writer was first. Decisions are pure: read what it wrote and decide again.
            }
        }
    }

    private async Task<CommandResult<T>> Carry<T>(
        Guid streamId, Plan<T> plan, IEventSession session, Action<IEventSession, Decision>? also, CancellationToken ct)
        where T : class
    {
        var ((state, version, position), decision) = plan;
        if (context.ExpectedVersion is { } expected && expected != (plan.Guarded ?? version))
            return new(CommandOutcome.VersionMismatch, streamId);

        object[] events = [.. decision];
        if (version == 0 && events.Length > 0)
            session.Start<T>(streamId, events);
        else if (events.Length > 0)
            session.Append(streamId, events, version);
        if (events.Length > 0)
            also?.Invoke(session, decision);
        if (context.Idempotency is not null)
            Answers.Remember(session, context, streamId, version + events.Length, decision.Rejection, clock.GetUtcNow());
        if (events.Length > 0 || context.Idempotency is not null)
            position = Math.Max(position, (await session.Save(ct)).Position);

        return decision.Rejection is { } rejection
            ? new(CommandOutcome.Rejected, streamId, Rejection: rejection)
            : new(CommandOutcome.Done, streamId, Fold.Into(events, state), version + events.Length, position);
    }

    private async Task<CommandResult<T>?> Answered<T>(CancellationToken ct)
        where T : class
    {
        if (await answers.Find(context, clock.GetUtcNow(), ct) is not { } answer)
            return null;
        if (!answer.IsFor(context.Idempotency!))
            return new(CommandOutcome.KeyReused, answer.StreamId);
        if (answer.Rejection is { } rejection)
            return new(CommandOutcome.Rejected, answer.StreamId, Rejection: rejection);

        var session = store.Open(context.TenantId, new(context.Principal));
        var (state, version, position) = await session.FetchAt<T>(answer.StreamId, answer.Version, ct);
        return new(CommandOutcome.Done, answer.StreamId, state, version, position);
    }

    /// <summary>A stream as it was read, and what was decided about it.</summary>
    private sealed record Plan<T>(StreamState<T> Stream, Decision Decision)
        where T : class
    {
        /// <summary>The version that <c>If-Match</c> speaks of, where it is another stream's.</summary>
        public long? Guarded { get; init; }
    }
}
