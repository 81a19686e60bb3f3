using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.OpenApi;

/// <summary>Writes each route's <see cref="RouteExamples"/> into its request and its successful answers.</summary>
internal sealed class ShownExamples : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteExamples>().LastOrDefault() is not { } shown)
            return Task.CompletedTask;

        Show(shown.Request, operation.RequestBody?.Content);
        var successes = (operation.Responses ?? []).Where(response => response.Key.StartsWith('2')).Select(response => response.Value).ToArray();
        Show(shown.Response, successes.ElementAtOrDefault(0)?.Content);
        Show(shown.Otherwise, successes.ElementAtOrDefault(1)?.Content);
        return Task.CompletedTask;
    }

    private static void Show(object? example, IDictionary<string, OpenApiMediaType>? content)
    {
        if (example is null || content is null)
            return;
        foreach (var media in content.Values)
            media.Example = Node(example);
    }

    internal static JsonNode? Node(object example) =>
        JsonSerializer.SerializeToNode(example, example.GetType(), JsonFormat.Options);
}
