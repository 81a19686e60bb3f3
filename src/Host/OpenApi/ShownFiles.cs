using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Edge;

namespace SalesEngagement.Host.OpenApi;

/// <summary>Says what routes take that read a file as it comes: the framework sees no body where none is bound.</summary>
internal sealed class ShownFiles : IOpenApiOperationTransformer
{
    private const string Form = "multipart/form-data";

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<StreamedBody>().LastOrDefault() is not { } body)
            return Task.CompletedTask;

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = body.MediaTypes.ToDictionary(type => type, type => new OpenApiMediaType { Schema = type == Form ? Parts() : File() }),
        };
        return Task.CompletedTask;
    }

    private static OpenApiSchema File() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Parts() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["file"] = File(),
            ["mapping"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}
