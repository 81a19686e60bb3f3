using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Oidc;

/// <summary>Sign-ins and tokens by identity providers that companies trust.</summary>
internal static class OidcSetup
{
    public static void AddOidc(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();
        services.AddOptions<OidcOptions>()
            .Configure(options => options.AllowPrivateAddresses = development)
            .BindConfiguration(OidcOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<OidcAddresses>();
        // What is asked holds codes and tokens: nothing of it goes into logs.
        services.AddHttpClient(OidcHttp.ClientName, (provider, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<OidcOptions>>().Value.TimeoutSeconds);
                client.MaxResponseContentBufferSize = OidcHttp.MostBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = provider.GetRequiredService<OidcAddresses>().Connect,
            })
            .RemoveAllLoggers();
        services.AddSingleton<OidcHttp>();
        services.AddSingleton<Issuers>();
        services.AddSingleton<OidcTokens>();
        services.AddSingleton<ProviderKeys>();
        services.AddSingleton<ProviderRows>();
        services.AddSingleton<Identities>();
        services.AddSingleton<RefusedVisits>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<CodeFlow>();
    }
}
