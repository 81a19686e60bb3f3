using System.ComponentModel.DataAnnotations;
using SalesEngagement.Host.Edge;

namespace SalesEngagement.Specs.Edge;

/// <summary>A setting that would open more than its writer meant is refused at start.</summary>
public sealed class EdgeOptionsSpecs
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("https://crm.example", true)]
    [InlineData("https://crm.example:8443, http://localhost:5173", true)]
    [InlineData("*", false)]
    [InlineData("null", false)]
    [InlineData("https://*.example", false)]
    [InlineData("https://crm.example/", false)]
    [InlineData("https://crm.example/path", false)]
    [InlineData("https://user@crm.example", false)]
    [InlineData("crm.example", false)]
    [InlineData("ftp://crm.example", false)]
    public void origins_are_scheme_host_and_port(string? setting, bool isFit) =>
        IsFit(new() { CorsOrigins = setting }).ShouldBe(isFit);

    [Theory]
    [InlineData(null, true)]
    [InlineData("10.0.0.7, 192.168.0.0/16, 2001:db8::/32, ::1", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("10.0.0.7/8", false)]
    [InlineData("10", false)]
    [InlineData("10.0.0", false)]
    [InlineData("proxy.internal", false)]
    [InlineData("*", false)]
    public void proxies_are_addresses_and_networks(string? setting, bool isFit) =>
        IsFit(new() { TrustedProxies = setting }).ShouldBe(isFit);

    private static bool IsFit(EdgeOptions options) =>
        Validator.TryValidateObject(options, new(options), validationResults: null, validateAllProperties: true);
}
