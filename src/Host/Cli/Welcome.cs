using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Demo;
using SalesEngagement.Host.OpenApi;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary>Says where to go, once the Host listens. A private installation also says who to sign in as.</summary>
internal static class Welcome
{
    public static void Print(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault()?.TrimEnd('/');
        if (address is null || app.Services.GetRequiredService<Installation>().PrivateFolder is not { } folder)
            return;

        var table = new Table().HideHeaders().AddColumns("", "");
        table.AddRow("address", address);
        table.AddRow("API docs", $"{address}{ApiDocs.PagePath}");
        if (app.Services.GetService<DemoCarrier>() is { } carrier)
        {
            foreach (var user in new[] { DemoCompany.Admin, DemoCompany.Manager, DemoCompany.Rep })
                table.AddRow($"sign in as {user.Roles[0].ToString().ToLowerInvariant()}", $"{user.Email}  {user.Password}");
            table.AddRow("Twilio double", carrier.Url);
        }

        table.AddRow("database", Markup.Escape(folder));
        AnsiConsole.Write(table);
    }
}
