using System.Net;
using System.Net.Sockets;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// Whom an address stands for when somebody's requests are counted. An IPv4 address is one; of IPv6 every household and
/// host has a whole /64, so that counting single addresses would count nothing.
/// </summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>The network that a request came from: behind a trusted proxy the client's, not the proxy's.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The network of an address; <c>local</c> for a connection without one, such as by a Unix socket.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"{PrefixOf(address)}/{PrefixBytes * 8}",
        _ => address.ToString(),
    };

    private static IPAddress PrefixOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new(bytes);
    }
}
