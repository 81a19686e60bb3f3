using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.OpenApi;

/// <summary>A member that may be null is left out when it is (<see cref="JsonFormat"/>), and may be in requests: it is never required.</summary>
internal sealed class OptionalMembers : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var member in context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable))
            schema.Required?.Remove(member.Name);
        return Task.CompletedTask;
    }
}
