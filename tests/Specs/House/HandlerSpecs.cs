using System.Reflection;
using SalesEngagement.Domain;

namespace SalesEngagement.Specs.House;

/// <summary>Decisions are pure, and stand where one looks for them.</summary>
public sealed class HandlerSpecs
{
    private static readonly Type[] Handlers =
        [.. Repository.Application.GetTypes().Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal))];

    [Fact]
    public void handlers_are_pure() => Handlers.SelectMany(Impurities).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(AsksTheDatabaseHandler))]
    [InlineData(typeof(WaitsHandler))]
    [InlineData(typeof(HoldsStateHandler))]
    [InlineData(typeof(ReadsTheClockHandler))]
    public void an_impure_handler_would_be_seen(Type handler) => Impurities(handler).ShouldNotBeEmpty();

    [Fact]
    public void a_command_and_its_handler_share_the_file_of_their_name() => Handlers
        .Select(handler => handler.Name[..^"Handler".Length])
        .Except(Repository.Files("src/Application", "*.cs")
            .Where(file => Repository.Text(file).Contains("Handler", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)))
        .ShouldBeEmpty();

    [Fact]
    public void there_are_handlers() => Handlers.Length.ShouldBeGreaterThan(5);

    private static IEnumerable<string> Impurities(Type handler)
    {
        if (handler is not { IsAbstract: true, IsSealed: true })
            yield return $"{handler.Name} is not static.";
        var fields = handler.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields.Any(field => field is { IsInitOnly: false, IsLiteral: false }))
            yield return $"{handler.Name} holds state.";

        foreach (var handle in handler.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.Name == "Handle").DefaultIfEmpty())
        {
            if (handle?.ReturnType != typeof(Decision))
                yield return $"{handler.Name} has no Handle that returns a Decision.";
            else if (handle.GetParameters().Any(CanDo))
                yield return $"{handler.Name} takes something that acts.";
        }
    }

    /// <summary>A parameter that is more than a value: a port, a delegate, a clock.</summary>
    private static bool CanDo(ParameterInfo parameter) =>
        (parameter.ParameterType.IsInterface && !parameter.ParameterType.Namespace!.StartsWith("System.Coll", StringComparison.Ordinal))
        || typeof(Delegate).IsAssignableFrom(parameter.ParameterType)
        || parameter.ParameterType == typeof(TimeProvider)
        || parameter.ParameterType == typeof(CancellationToken);

    private static class AsksTheDatabaseHandler
    {
        public static Decision Handle(IAsyncDisposable database) => database is null ? [] : [database];
    }

    private static class WaitsHandler
    {
        public static Task<Decision> Handle(string command) => Task.FromResult<Decision>([command]);
    }

    private sealed class HoldsStateHandler
    {
        public static Decision Handle(string command) => [command];
    }

    private static class ReadsTheClockHandler
    {
        public static Decision Handle(TimeProvider clock) => [clock.GetUtcNow()];
    }
}
