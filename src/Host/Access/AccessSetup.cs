using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Scheduling;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Mail;
using SalesEngagement.Host.Oidc;

namespace SalesEngagement.Host.Access;

/// <summary>Sign-up, sign-in and the check of every request. Closed unless a route says that it is open.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SecretWrapping>();
        services.AddSingleton<HostSecrets>();
        services.AddSingleton<IMasterKeyHolder>(provider => provider.GetRequiredService<HostSecrets>());
        services.AddSingleton<IErasurePart, CredentialErasure>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<IMasterKeyHolder>(provider => provider.GetRequiredService<SigningKeyStore>());
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<EmailLookup>();
        services.AddSingleton(provider => Passwords.Hasher(provider.GetRequiredService<IOptions<AccessOptions>>()));
        services.AddSingleton<Passwords>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<KnownNetworks>();
        services.AddSingleton<DeviceCookies>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<TotpSeeds>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<SignIns>();
        services.AddOptions<SecurityOptions>()
            .BindConfiguration(SecurityOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.Alerts.Values.All(rule => rule.IsSound),
                "Security:Alerts: Count must be at least 1, and Minutes 1 to 10080.")
            .ValidateOnStart();
        services.AddSingleton<ISubscription, ViolationAlerts>();
        services.AddSingleton<ISubscription, AlertWebhook>();
        services.AddHttpClient(AlertWebhook.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false).RemoveAllLoggers();
        services.AddSingleton<AccessMetrics>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<ForeignIds>();
        services.AddHostedService(provider => provider.GetRequiredService<ForeignIds>());
        services.AddSingleton<TokenStanding>();
        services.AddSingleton<Reach>();
        services.AddSingleton<Registration>();
        services.AddSingleton<AnonymousRetries>();
        services.AddAccountLinks();
        services.AddSingleton<SignInAnswers>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenCheck>();
        services.AddSingleton<ApiKeyRows>();
        services.AddSingleton<ApiKeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        services.AddSingleton<ApiKeyRevocation>();
        services.AddSingleton<ISubscription>(provider => provider.GetRequiredService<ApiKeyRevocation>());
        services.AddSingleton<IErasurePart, ApiKeyErasure>();
        services.AddAuthentication(ApiKeyAuthentication.OrBearer).AddJwtBearer().AddKinds();
        KeepFrameworkKeysOff(services);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        app.MapAuth();
        app.MapTotp();
        app.MapUsers();
        app.MapInvitations();
        app.MapPasswords();
        app.MapTeams();
        app.MapSessions();
        app.MapSecurity();
        app.MapIsolation();
        app.MapApiKeys();
    }

    /// <summary>Invitations and new passwords: the links, and the mails that bring them.</summary>
    private static void AddAccountLinks(this IServiceCollection services)
    {
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<LinkHolders>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<PasswordResets>();
        services.AddScheduledMessage<RequestPasswordReset, RequestPasswordResetHandler>();
        services.AddScheduledMessage<SendAccountLink, SendAccountLinkHandler>(
            provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.RetryWaits());
    }

    /// <summary>Nothing here uses the framework's data protection: it shall not write keys into somebody's home at start.</summary>
    private static void KeepFrameworkKeysOff(IServiceCollection services)
    {
        foreach (var start in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToArray())
            services.Remove(start);
    }
}
