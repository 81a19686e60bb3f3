using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.OpenApi;

/// <summary>Says that instants are texts: the framework cannot know what <see cref="InstantConverter"/> writes and reads.</summary>
internal sealed class ShownInstants : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?) || type == typeof(Instant?))
        {
            schema.Type = type == typeof(DateTimeOffset?) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Format = "date-time";
            schema.Properties = null; // Those of Instant, which stands for one in queries.
            schema.AdditionalPropertiesAllowed = true;
        }

        return Task.CompletedTask;
    }
}
