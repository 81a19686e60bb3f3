using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Scheduling;

/// <summary>The way from a stored message to its handler.</summary>
/// <param name="message">The message's type.</param>
/// <param name="retries">Waits before it is tried again; null: the daemon's.</param>
internal abstract class ScheduledRoute(Type message, IReadOnlyList<TimeSpan>? retries)
{
    /// <summary>Waits before it is tried again; null: the daemon's.</summary>
    public IReadOnlyList<TimeSpan>? Retries { get; } = retries;

    /// <summary>The name the message is stored under.</summary>
    public string Name { get; } = SessionSchedule.NameOf(message);

    /// <summary>Refuses a message that could hold personal data, which would lie here unencrypted.</summary>
    /// <exception cref="InvalidOperationException">It could; the message names the types.</exception>
    public void Check(Func<Type, bool> isPersonal)
    {
        if (PersonalTypes.Within(message, isPersonal) is { Count: > 0 } personal)
        {
            throw new InvalidOperationException(
                $"{message.Name} cannot be scheduled: it can hold personal data ({string.Join(", ", personal.Select(type => type.Name))}). "
                + "Let it carry an id, and let its handler look the rest up.");
        }
    }

    /// <summary>Calls the handler.</summary>
    public abstract Task Call(IServiceProvider services, string payload, DueMessage due, CancellationToken ct);
}

/// <inheritdoc/>
internal sealed class ScheduledRoute<T>(IReadOnlyList<TimeSpan>? retries) : ScheduledRoute(typeof(T), retries)
    where T : class
{
    /// <inheritdoc/>
    public override Task Call(IServiceProvider services, string payload, DueMessage due, CancellationToken ct) =>
        services.GetRequiredService<IScheduledHandler<T>>().Handle(
            JsonSerializer.Deserialize<T>(payload, SessionSchedule.Json) ?? throw new JsonException($"No {Name}."), due, ct);
}
