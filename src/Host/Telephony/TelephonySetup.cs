using SalesEngagement.Application.Calls;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Subscriptions;
using SalesEngagement.Host.Access;
using SalesEngagement.Host.Webhooks;

namespace SalesEngagement.Host.Telephony;

/// <summary>The carrier: placing calls, hearing of them, and asking when it is silent.</summary>
internal static class TelephonySetup
{
    public static void AddTelephony(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();
        services.AddOptions<TelephonyOptions>()
            .Configure(options => SetForDevelopment(options, development))
            .BindConfiguration(TelephonyOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => (options.AccountSid is null) == (options.AuthToken is null),
                "Telephony:AccountSid and Telephony:AuthToken go together: set both or none.")
            .Validate(
                options => development || options.AccountSid is null || options.PublicBaseUrl is not null,
                "Telephony:PublicBaseUrl is missing: the carrier needs an address to report to.")
            .ValidateOnStart();

        // Its addresses hold phone numbers: nothing of them goes into logs.
        services.AddHttpClient(TwilioTelephony.ClientName, (provider, client) =>
        {
            var options = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<TelephonyOptions>>().Value;
            client.BaseAddress = new Uri($"{options.ApiBaseUrl.TrimEnd('/')}/");
            client.Timeout = Timeout.InfiniteTimeSpan;
        }).UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false).RemoveAllLoggers();

        services.AddSingleton<AccountCipher>();
        services.AddSingleton<IMasterKeyHolder, AccountRewrap>();
        services.AddSingleton<TelephonyAccounts>();
        services.AddSingleton<IRegistrationStep>(provider => provider.GetRequiredService<TelephonyAccounts>());
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<TwilioPipelines>();
        services.AddSingleton<ITelephony, TwilioTelephony>();
        services.AddSingleton<CallDialer>();
        services.AddSingleton<ISubscription>(provider => provider.GetRequiredService<CallDialer>());
        services.AddSingleton<ISubscription, WrongNumbers>();
        services.AddHostedService<CallReconciler>();
        services.AddSingleton<SignedByTwilio>();
    }

    /// <summary>A developer waits less, and wants to hear a recording.</summary>
    private static void SetForDevelopment(TelephonyOptions options, bool development)
    {
        if (!development)
            return;
        options.RecordCalls = true;
        options.CreateTimeoutSeconds = 4;
        options.SettleSeconds = 1;
        options.ReconcileAfterSeconds = 5;
        options.ReconcileEverySeconds = 2;
    }
}
