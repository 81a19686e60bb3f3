using System.Net;
using SalesEngagement.Host.Edge;

namespace SalesEngagement.Specs.Edge;

/// <summary>Whom an address stands for when requests are counted.</summary>
public sealed class ClientNetworkSpecs
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void an_address_counts_as_its_network(string address, string network) =>
        ClientNetwork.Of(IPAddress.Parse(address)).ShouldBe(network);

    [Fact]
    public void a_connection_without_address_is_local() => ClientNetwork.Of((IPAddress?)null).ShouldBe("local");
}
