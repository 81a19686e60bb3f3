using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace SalesEngagement.Integration.Edge;

/// <summary>Gives requests in this process the address of a peer, which only a network connection would have.</summary>
internal sealed class PretendedAddress : IStartupFilter
{
    private const string Header = "X-Test-Peer";

    public static void Use(IServiceCollection services) => services.AddTransient<IStartupFilter, PretendedAddress>();

    /// <summary>The header that makes a request come from this address.</summary>
    public static (string Name, string Value) From(string address) => (Header, address);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, after) =>
        {
            if (context.Request.Headers[Header] is [{ } peer])
                context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            context.Request.Headers.Remove(Header);
            return after(context);
        });
        next(app);
    };
}
