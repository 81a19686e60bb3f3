using System.Text.Json;
using SalesEngagement.Domain;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Folding;

namespace SalesEngagement.Specs;

/// <summary>Given these events, when this is decided, then those; or given events, it shows this read model.</summary>
public static class Story
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static Past Given(params object[] events) => new(events);

    public sealed class Past(object[] events)
    {
        /// <summary>The stream that the events are in.</summary>
        public Guid StreamId { get; } = Some.Id();

        public Decision When<T>(Func<T, DateTimeOffset, Decision> decide)
            where T : class =>
            decide(Shows<T>(), Now);

        /// <summary>The state, or the row of a read model with one row per stream.</summary>
        public T Shows<T>()
            where T : class =>
            Fold.Into<T>(Recorded()) ?? throw new InvalidOperationException($"No {typeof(T).Name} yet.");

        /// <summary>The rows of a read model with one row per event.</summary>
        public IReadOnlyList<T> ShowsRows<T>()
            where T : class =>
            [.. Recorded().Select(e => Fold.Into<T>([e])).OfType<T>()];

        private IEnumerable<Event> Recorded() => events.Select((fact, i) => (Event)Activator.CreateInstance(
            typeof(Event<>).MakeGenericType(fact.GetType()), fact)! with
        {
            Id = Some.Id(),
            TenantId = "tenant",
            StreamId = StreamId,
            Version = i + 1,
            Sequence = i + 1,
            Timestamp = Now,
            UserName = "somebody",
        });
    }

    public static void Then(this Decision decision, params object[] events)
    {
        decision.Rejection.ShouldBeNull();
        decision.Select(Written).ShouldBe(events.Select(Written));
    }

    public static void ThenNothing(this Decision decision) => decision.Then();

    public static void ThenRejected(this Decision decision, string code) =>
        (decision.Rejection?.Code).ShouldBe(code);

    /// <summary>Facts hold lists, which compare by reference: they are compared as they would be written.</summary>
    private static string Written(object fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact)}";
}
