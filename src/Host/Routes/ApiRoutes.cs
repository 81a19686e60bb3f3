namespace SalesEngagement.Host.Routes;

/// <summary>The routes of the product: one line per feature.</summary>
internal static class ApiRoutes
{
    public static void MapProduct(this IEndpointRouteBuilder app)
    {
        app.MapContacts();
        app.MapSearch();
        app.MapLists();
        app.MapListContacts();
        app.MapCalls();
        app.MapAnalytics();
    }
}
