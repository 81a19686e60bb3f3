using SalesEngagement.Application.ApiKeys;

namespace SalesEngagement.Specs.ApiKeys;

public sealed class AddressRangeTextSpecs
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    [InlineData(" 203.0.113.7 ", "203.0.113.7/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:DB8::/32", "2001:db8::/32")]
    [InlineData("2001:db8:0:0::1", "2001:db8::1/128")]
    [InlineData("::/0", "::/0")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3/32")]
    public void a_range_has_one_form(string text, string range) => AddressRangeText.Read(text).ShouldBe(range);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("everywhere")]
    [InlineData("203.0.113.1/24")]
    [InlineData("2001:db8::1/32")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/24/24")]
    [InlineData("203.0.113")]
    [InlineData("3405803776")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("fe80::1%1")]
    [InlineData("::ffff:0:0/95")]
    [InlineData("host.example/24")]
    public void what_is_no_range_is_refused(string? text) => AddressRangeText.Read(text).ShouldBeNull();
}
