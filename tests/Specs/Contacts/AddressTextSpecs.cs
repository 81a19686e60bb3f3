using SalesEngagement.Application.Contacts;

namespace SalesEngagement.Specs.Contacts;

public sealed class AddressTextSpecs
{
    [Theory]
    [InlineData("+1 (415) 555-0100")]
    [InlineData("+1.415.555.0100")]
    [InlineData(" +14155550100 ")]
    public void a_number_is_read_as_people_write_it(string text) =>
        (PhoneNumberText.Read(text)?.Value).ShouldBe("+14155550100");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4155550100")]
    [InlineData("+1415")]
    [InlineData("+9999999999999999999")]
    [InlineData("call me")]
    [InlineData("+1 415 555 0100 ext. 7")]
    public void a_number_that_cannot_be_dialled_is_none(string? text) => PhoneNumberText.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("grace@navy.example")]
    [InlineData(" g.hopper+work@mail.navy.example ")]
    [InlineData("grace@münchen.example")]
    public void an_address_is_read_without_the_space_around(string text) =>
        (EmailAddressText.Read(text)?.Value).ShouldBe(text.Trim());

    [Theory]
    [InlineData(null)]
    [InlineData("grace")]
    [InlineData("@navy.example")]
    [InlineData("grace@")]
    [InlineData("grace@navy")]
    [InlineData("grace@@navy.example")]
    [InlineData("grace hopper@navy.example")]
    [InlineData("grace@navy..example")]
    [InlineData("grace@-navy.example")]
    [InlineData("grace@navy.example\r\nBcc: all@navy.example")]
    public void an_address_where_nothing_arrives_is_none(string? text) => EmailAddressText.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("America/New_York", true)]
    [InlineData("Asia/Kathmandu", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("../../etc/passwd", false)]
    public void a_time_zone_has_an_iana_name(string name, bool isKnown) => TimeZoneText.IsKnown(name).ShouldBe(isKnown);
}
