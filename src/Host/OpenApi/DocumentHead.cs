using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.OpenApi;

/// <summary>What stands above all routes: what this is, and how to sign in.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    /// <summary>Name of the way in which people authenticate.</summary>
    public const string Bearer = "bearer";

    /// <summary>Name of the way in which programs do.</summary>
    public const string ApiKey = "apiKey";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Sales engagement",
            Version = "v1",
            Description = "Contacts, calls and what became of them. Sign in at /api/v1/auth/login, then send the access "
                + "token as Authorization: Bearer; programs send an API key as X-Api-Key instead. Refusals are application/problem+json with a stable code.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
        };
        document.Components.SecuritySchemes[ApiKey] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyAuthentication.Header,
            Description = "Made at /api/v1/api-keys. It does what its scopes and the roles of its user allow.",
        };
        return Task.CompletedTask;
    }
}
