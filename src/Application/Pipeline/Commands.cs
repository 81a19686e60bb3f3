using SalesEngagement.Domain;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Application.Pipeline;

/// <summary>The imperative shell: fetch, fold, decide, append. The only place that reads the clock.</summary>
public sealed class Commands(IEventStore store, TimeProvider clock, CommandContext context)
{
    /// <summary>Changes an existing stream.</summary>
    public Task<CommandResult<T>> On<T>(
        Guid streamId, Func<T, DateTimeOffset, Decision> decide, CancellationToken ct)
        where T : class =>
        throw new NotImplementedException($"{store}{clock}{context}{streamId}{decide}{ct}");

    /// <summary>Starts a stream.</summary>
    public Task<CommandResult<T>> Start<T>(
        Guid streamId, Func<DateTimeOffset, Decision> decide, CancellationToken ct)
        where T : class =>
        throw new NotImplementedException();

    /// <summary>Starts a stream by a decision on another one, such as a call to a contact.</summary>
    public Task<CommandResult<T>> Start<T, TOther>(
        Guid streamId, Guid otherId, Func<TOther, DateTimeOffset, Decision> decide, CancellationToken ct)
        where T : class
        where TOther : class =>
        throw new NotImplementedException();
}
