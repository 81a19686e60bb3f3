using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SalesEngagement.Host.OpenApi;

/// <summary>What stands above all routes: what this is, and how to sign in.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    /// <summary>Name of the only way to authenticate.</summary>
    public const string Bearer = "bearer";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Sales engagement",
            Version = "v1",
            Description = "Contacts, calls and what became of them. Sign in at /api/v1/auth/login, then send the access "
                + "token as Authorization: Bearer. Refusals are application/problem+json with a stable code.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
        };
        return Task.CompletedTask;
    }
}
