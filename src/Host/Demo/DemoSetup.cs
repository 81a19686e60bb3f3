using Microsoft.Extensions.Options;
using SalesEngagement.Host.Configuration;
using SalesEngagement.TwilioDouble;

namespace SalesEngagement.Host.Demo;

/// <summary>What a private installation begins with, so that everything can be tried at once.</summary>
internal static class DemoSetup
{
    /// <summary>Registers the seed, and plans the Twilio double where no carrier is configured.</summary>
    public static void AddDemo(this WebApplicationBuilder builder, Installation installation)
    {
        builder.Services.AddOptions<DemoOptions>()
            .BindConfiguration(DemoOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<DemoSeed>();
        var options = builder.Configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() ?? new();
        if (options.Enabled && installation.PrivateFolder is { } folder && builder.Configuration["Telephony:AccountSid"] is null)
            AddCarrier(builder, DemoCarrier.Plan(folder, options.TwilioUrl));
    }

    /// <summary>Seeds a private installation that is empty, and starts its carrier. Elsewhere does nothing.</summary>
    public static async Task PrepareDemo(this WebApplication app, CancellationToken ct)
    {
        var options = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value;
        if (!options.Enabled || app.Services.GetRequiredService<Installation>().PrivateFolder is null)
            return;
        var seed = app.Services.GetRequiredService<DemoSeed>();
        if (!await seed.IsThere(options.Contacts, ct))
            await seed.Run(options.Contacts, added: null, ct);
        if (app.Services.GetService<DemoCarrier>() is { } carrier)
            await carrier.Start(ct);
    }

    private static void AddCarrier(WebApplicationBuilder builder, TwilioDoubleOptions carrier)
    {
        builder.Services.AddSingleton(_ => new DemoCarrier(carrier));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Telephony:ApiBaseUrl"] = carrier.Url,
            ["Telephony:AccountSid"] = carrier.AccountSid,
            ["Telephony:AuthToken"] = carrier.AuthToken,
            ["Telephony:CallerId"] = "+14155550199",
        });
    }
}
