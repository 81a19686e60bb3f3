using System.Globalization;
using SalesEngagement.TwilioDouble;

// The double as a program of its own:
//   dotnet run --project src/TwilioDouble -- --url http://127.0.0.1:5081 --account-sid AC… --auth-token … [--state file] [--time-scale 0.1]
var settings = new ConfigurationBuilder().AddEnvironmentVariables("TWILIO_DOUBLE_").AddCommandLine(args).Build();
if (settings["auth-token"] is not { Length: > 0 } token)
{
    await Console.Error.WriteLineAsync("The double needs --auth-token: the password of its API and the key of its signatures.");
    return 2;
}

var defaults = new TwilioDoubleOptions { AuthToken = token };
var options = defaults with
{
    Url = settings["url"] ?? defaults.Url,
    AccountSid = settings["account-sid"] ?? defaults.AccountSid,
    StatePath = settings["state"],
    TimeScale = double.Parse(settings["time-scale"] ?? "1", CultureInfo.InvariantCulture),
};
await using var server = await TwilioDoubleServer.Start(options);
Console.WriteLine($"Twilio double at {server.BaseUrl}, account {options.AccountSid}");
await server.WaitForShutdown();
return 0;

// Of its own, not public: the Host has a Program too, and the two would meet in its API documentation.
internal sealed partial class Program;
