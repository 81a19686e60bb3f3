using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.OpenApi;

/// <summary>The API's documentation: the document and its page, both open and without anything from outside.</summary>
internal static class ApiDocs
{
    /// <summary>Where the page is.</summary>
    public const string PagePath = "/docs";

    /// <summary>Where the document is.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    public static void AddApiDocs(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddSchemaTransformer<OptionalMembers>();
        options.AddSchemaTransformer<ShownInstants>();
        options.AddDocumentTransformer<DocumentHead>();
        options.AddOperationTransformer<Conditions>();
        options.AddOperationTransformer<ShownFiles>();
        options.AddOperationTransformer<ShownExamples>();
        options.AddOperationTransformer<ShownProblems>();
    });

    /// <summary>Serves the page.</summary>
    public static void UseApiDocs(this WebApplication app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = PagePath[1..];
        page.DocumentTitle = "Sales engagement API";
        page.SwaggerEndpoint(DocumentPath, "v1");
        page.EnablePersistAuthorization();
    });

    /// <summary>Serves the document.</summary>
    public static void MapApiDocs(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/openapi/{documentName}.json").IsOpen("the documentation is public");
}
