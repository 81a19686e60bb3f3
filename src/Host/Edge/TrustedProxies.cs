using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Takes the client's address and scheme from <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> where a configured proxy
/// says them. What anybody else says is ignored: they could be whomever they like, and nobody's requests could be counted.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>The framework has a switch in the environment that believes everybody. It is not one of ours.</summary>
    public static void KeepFrameworkTrustOff(IServiceCollection services)
    {
        foreach (var filter in services.Where(s => s.ImplementationType?.Name == "ForwardedHeadersStartupFilter").ToArray())
            services.Remove(filter);
    }

    /// <summary>From here on the request is from the client, not from the proxy.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = EdgeOptions.ListOf(app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value.TrustedProxies);
        if (proxies is [])
            return;

        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // Up to the first address that is not a proxy of ours: that is the client.
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            headers.KnownIPNetworks.Add(NetworkOf(proxy)!.Value);
        // The middleware believes a connection without address, such as by a Unix socket; we do not know whose it is.
        app.UseWhen(
            context => context.Connection.RemoteIpAddress is not null, branch => branch.UseForwardedHeaders(headers));
    }

    /// <summary>The network that a setting names, of one address or more; null when it names none.</summary>
    public static System.Net.IPNetwork? NetworkOf(string text)
    {
        if (text.Split('/') is [var start, _])
        {
            // "10.0.0.7/8" would be all of 10.0.0.0/8, and nobody knows which of the two was meant.
            return System.Net.IPNetwork.TryParse(text, out var network) && network.BaseAddress.Equals(IPAddress.Parse(start))
                ? network
                : null;
        }

        // "10" would be an address too, 0.0.0.10.
        var isWhole = text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3;
        return isWhole && IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}
