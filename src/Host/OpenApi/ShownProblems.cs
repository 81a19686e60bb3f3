using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using SalesEngagement.Host.Edge;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.OpenApi;

/// <summary>Adds the refusals that a route can answer with, by what kind of route it is.</summary>
internal sealed class ShownProblems : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), parameterDescription: null, cancellationToken);
        context.Document?.AddComponent(nameof(Problem), schema);

        operation.Responses ??= [];
        foreach (var status in Possible(operation, context))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.MediaType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                        Example = ShownExamples.Node(Example(status)),
                    },
                },
            });
        }
    }

    private static IEnumerable<int> Possible(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var changes = context.Description.HttpMethod is not "GET" and not "HEAD";
        int[] body = operation.RequestBody is null ? [] : [413, 415, 422];
        int[] change = changes ? [409, 412] : [];
        int[] role = metadata.OfType<AuthorizationPolicy>().Any() || metadata.OfType<IAuthorizeData>().Any() ? [403] : [];
        int[] one = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true ? [404] : [];
        return [400, 401, .. role, .. one, .. change, .. body, 429, 503, .. metadata.OfType<AlsoRefuses>().Select(also => also.Status)];
    }

    private static ProblemBody Example(int status)
    {
        var problem = status switch
        {
            409 => new(status, "contended", "Others changed it at the same moment. Repeat the request."),
            412 => new(status, "version-mismatch", "It has another version than If-Match says. Read it again."),
            422 => new(status, "invalid", "Some members are not valid; see errors.", new Dictionary<string, string[]>
            {
                ["/member"] = ["is required"],
            }),
            429 => new(status, "rate-limited", "Too many requests. Wait as Retry-After says."),
            _ => StatusProblems.Of(status),
        };
        return new(
            Problem.UrnPrefix + problem.Code, ReasonPhrases.GetReasonPhrase(status), status, problem.Detail, problem.Code,
            "4bf92f3577b34da6a3ce929d0e0e4736", problem.Errors, Reasons: null);
    }
}
