using SalesEngagement.Host.BulkChanges;
using SalesEngagement.Host.Duplicates;
using SalesEngagement.Host.Exports;
using SalesEngagement.Host.Imports;
using SalesEngagement.Host.Merges;

namespace SalesEngagement.Host.Routes;

/// <summary>The routes of the product: one line per feature.</summary>
internal static class ApiRoutes
{
    public static void MapProduct(this IEndpointRouteBuilder app)
    {
        app.MapContacts();
        app.MapRelationships();
        app.MapDuplicates();
        app.MapMerges();
        app.MapCompanies();
        app.MapCustomFields();
        app.MapSearch();
        app.MapLists();
        app.MapListContacts();
        app.MapImports();
        app.MapBulkChanges();
        app.MapExports();
        app.MapCalls();
        app.MapAnalytics();
    }
}
