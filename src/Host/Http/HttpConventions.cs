using Microsoft.Extensions.DependencyInjection.Extensions;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Http;

/// <summary>What every route relies on: JSON format, cursors, and the commands and queries of the caller's tenant.</summary>
internal static class HttpConventions
{
    public static void AddHttpConventions(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => JsonFormat.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddHttpContextAccessor();
        services.AddSingleton<Cursors>();
        services.AddSingleton<Positions>();
        services.AddSingleton<RequestContext>();
        services.AddScoped(scope => scope.GetRequiredService<RequestContext>().Of(Request(scope)));
        services.TryAddSingleton<Answers>();
        services.AddScoped<Commands>();
        services.AddScoped(scope => scope.GetRequiredService<IEventStore>().Query(Request(scope).Tenant()));
    }

    private static HttpContext Request(IServiceProvider scope) =>
        scope.GetRequiredService<IHttpContextAccessor>().HttpContext
        ?? throw new InvalidOperationException("Outside of a request build Commands and sessions for a named tenant.");
}
