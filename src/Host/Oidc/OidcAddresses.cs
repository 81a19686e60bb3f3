using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Oidc;

/// <summary>
/// Where identity providers may be. Companies name them, so nothing that only this Host can reach may be among them: https
/// alone, and no address of this machine or of a private network unless the operator allows it.
/// </summary>
internal sealed class OidcAddresses(IOptions<OidcOptions> options)
{
    private const int LongestAddress = 500;

    // What the registries of special-purpose addresses keep from the Internet.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    /// <summary>Whether something of a provider may be at this address, as far as can be seen from the text.</summary>
    public bool IsAllowed(string? address) =>
        address is { Length: <= LongestAddress }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { UserInfo: "", Fragment: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback && options.Value.AllowPrivateAddresses));

    /// <summary>Whether a provider may be called this: an address without a query, as tokens say it.</summary>
    public bool IsIssuer(string? address) => IsAllowed(address) && !address!.Contains('?', StringComparison.Ordinal);

    /// <summary>Connects to what the name stands for now, unless that is private: another look-up could find another address.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(host, ct);
        var allowed = options.Value.AllowPrivateAddresses ? found : Array.FindAll(found, IsPublic);
        if (allowed is [])
            throw new HttpRequestException("The address is none of a public network (Oidc:AllowPrivateAddresses).");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether everybody could reach the address.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(address))
            && !NotPublic.Any(network => network.Contains(address));
    }
}
