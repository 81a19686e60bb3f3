using SalesEngagement.Domain;
using SalesEngagement.EventStore.Folding;

namespace SalesEngagement.Specs;

/// <summary>Given these events, when this is decided, then those; or given events, it shows this read model.</summary>
public static class Story
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static Past Given(params object[] events) => new(events);

    public sealed class Past(object[] events)
    {
        public Decision When<T>(Func<T, DateTimeOffset, Decision> decide)
            where T : class =>
            decide(Shows<T>(), Now);

        public T Shows<T>()
            where T : class =>
            Fold.Into<T>(events) ?? throw new InvalidOperationException($"No {typeof(T).Name} yet.");
    }

    public static void Then(this Decision decision, params object[] events)
    {
        decision.Rejection.ShouldBeNull();
        decision.ShouldBe(events);
    }

    public static void ThenNothing(this Decision decision) => decision.Then();

    public static void ThenRejected(this Decision decision, string code) =>
        (decision.Rejection?.Code).ShouldBe(code);
}
