using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SalesEngagement.Host.Configuration;

/// <summary>Where this Host listens, as something on this machine reaches it.</summary>
internal static class ListeningAddress
{
    /// <summary>Where it listens unless it is told otherwise.</summary>
    public const string Usual = "http://localhost:5080";

    /// <summary>Scheme, host and port, without trailing slash; null before it listens.</summary>
    public static string? Of(IServer server)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return null;
        var url = BindingAddress.Parse(address);
        return url.Host is "+" or "*" or "0.0.0.0" or "[::]" ? $"{url.Scheme}://localhost:{url.Port}" : address.TrimEnd('/');
    }
}
