using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.OpenApi;

/// <summary>What a route takes by convention rather than in its signature: sign-in, headers, paging, positions.</summary>
internal sealed class Conditions : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Security = metadata.OfType<IAllowAnonymous>().Any()
            ? []
            : [.. Credentials(metadata).Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            })];

        operation.Parameters ??= [];
        foreach (var (name, place, description) in Taken(context.Description.HttpMethod, metadata))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = place,
                Description = description,
                Schema = new OpenApiSchema { Type = name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Credentials(IList<object> metadata)
    {
        yield return DocumentHead.Bearer;
        if (metadata.OfType<RouteAccess.Needed>().Any(needed => needed.Permission.IsForKeys))
            yield return DocumentHead.ApiKey;
    }

    private static IEnumerable<(string Name, ParameterLocation Place, string Description)> Taken(
        string? method, IList<object> metadata)
    {
        if (method is "POST")
            yield return ("Idempotency-Key", ParameterLocation.Header, "The same key and body have their effect once.");
        if (method is "PUT" or "PATCH" or "DELETE")
            yield return ("If-Match", ParameterLocation.Header, "The ETag that the change is meant for.");
        if (metadata.OfType<ReadsModel>().Any())
            yield return ("minPosition", ParameterLocation.Query, "X-Position of a change that the answer must show.");
        if (metadata.OfType<MethodInfo>().Any(IsList))
        {
            yield return ("limit", ParameterLocation.Query, "Items on a page: 1 to 200, 50 unless said.");
            yield return ("cursor", ParameterLocation.Query, "next of the page before.");
        }
    }

    private static bool IsList(MethodInfo handler) =>
        handler.GetParameters().Any(parameter => parameter.ParameterType == typeof(Paging));
}
