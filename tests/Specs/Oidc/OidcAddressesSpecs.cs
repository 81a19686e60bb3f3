using System.Net;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Oidc;

namespace SalesEngagement.Specs.Oidc;

public sealed class OidcAddressesSpecs
{
    [Theory]
    [InlineData("https://login.acme.example", true, true)]
    [InlineData("https://login.acme.example/tenant/v2.0", true, true)]
    [InlineData("http://login.acme.example", false, false)]
    [InlineData("http://127.0.0.1:4000", false, true)]
    [InlineData("http://localhost:4000", false, true)]
    [InlineData("http://10.0.0.1", false, false)]
    [InlineData("https://user:password@acme.example", false, false)]
    [InlineData("https://acme.example/#x", false, false)]
    [InlineData("https://acme.example/?x=1", false, false)]
    [InlineData("file:///etc/passwd", false, false)]
    [InlineData("acme.example", false, false)]
    [InlineData("", false, false)]
    [InlineData(null, false, false)]
    public void a_provider_is_called_by_an_https_address(string? address, bool isAllowed, bool isAllowedWithPrivate)
    {
        Addresses(false).IsIssuer(address).ShouldBe(isAllowed);
        Addresses(true).IsIssuer(address).ShouldBe(isAllowedWithPrivate);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void only_what_everybody_could_reach_is_public(string address, bool isPublic) =>
        OidcAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    private static OidcAddresses Addresses(bool allowPrivate) => new(Options.Create(new OidcOptions { AllowPrivateAddresses = allowPrivate }));
}
