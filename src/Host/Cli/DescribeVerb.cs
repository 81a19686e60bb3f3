using System.CommandLine;
using System.Reflection;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Configuration;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>describe</c>: what this program consists of.</summary>
internal static class DescribeVerb
{
    private static readonly string[] Rooms = ["Domain", "EventStore", "Application", "Projections", "Host", "TwilioDouble"];

    public static Command Create(Composition compose)
    {
        var describe = new Command("describe", "Show rooms, events, read models, subscriptions and routes.");
        describe.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            Print(app);
            return 0;
        });
        describe.Subcommands.Add(Permissions(compose));
        return describe;
    }

    private static Command Permissions(Composition compose)
    {
        var permissions = new Command("permissions", "Write docs/permissions.md: roles, permissions, and what each route needs.");
        permissions.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            Console.Out.Write(PermissionsPage.Of(RouteAccess.Routes(app)));
            return 0;
        });
        return permissions;
    }

    private static void Print(WebApplication app)
    {
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(route => Methods(route).Select(method => $"{method} {route.RoutePattern.RawText}")).Order().ToArray();
        string[] subscriptions =
            [.. app.Services.GetServices<ISubscription>().Select(subscription => $"{subscription.Name}:All").Order()];
        string[] models = [.. StoreSetup.Models.Select(Model).Order()];
        string[] events = [.. StoreSetup.EventTypes.Keys.Order()];

        var table = new Table().AddColumns("what", "count", "which").HideHeaders();
        table.AddRow("rooms", $"{Rooms.Length}", string.Join(", ", Rooms.Select(Room)));
        table.AddRow("event types", $"{events.Length}", Markup.Escape(string.Join('\n', events)));
        table.AddRow("read models", $"{models.Length}", Markup.Escape(string.Join('\n', models)));
        table.AddRow("subscriptions", $"{subscriptions.Length}", Markup.Escape(string.Join('\n', subscriptions)));
        table.AddRow("routes", $"{routes.Length}", Markup.Escape(string.Join('\n', routes)));
        AnsiConsole.Write(table);
    }

    private static string Room(string name) =>
        $"{name} ({Assembly.Load($"SalesEngagement.{name}").GetTypes().Count(type => type.IsVisible || type.IsNotPublic)} types)";

    private static string Model(Type type)
    {
        var attribute = type.GetCustomAttribute<ReadModelAttribute>()!;
        return $"{type.Name}  read.{attribute.Table}  version {attribute.Version}";
    }

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"];
}
