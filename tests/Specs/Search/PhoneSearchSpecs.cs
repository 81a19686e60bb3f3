using PhoneNumbers;

namespace SalesEngagement.Specs.Search;

/// <summary>However somebody writes a number, the one who has it is found.</summary>
public sealed class PhoneSearchSpecs
{
    private static readonly string[] Countries =
        ["US", "GB", "DE", "FR", "IT", "ES", "PT", "NL", "BE", "AT", "CH", "SE", "NO", "PL", "RU", "TR", "IN", "JP", "AU", "BR", "ZA", "MX"];

    [Theory]
    [InlineData("+1 415 555 0100")]
    [InlineData("001 415 555 0100")]
    [InlineData("(415) 555-0100")]
    [InlineData("415.555.0100")]
    [InlineData("4155550100")]
    [InlineData("5550100")]
    [InlineData("0100")]
    [InlineData("415555")]
    [InlineData("+1 (415) 555")]
    [InlineData("grace 555-0100")]
    public void a_number_is_found_in_any_format_and_by_a_part(string asked) =>
        SomeSearch.Row(phone: "+14155550100").Finds(asked).ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("+1 415 555 0101")]
    [InlineData("0101")]
    [InlineData("hopper 0101")]
    [InlineData("100")]
    public void another_number_is_not(string asked) => SomeSearch.Row(phone: "+14155550100").Finds(asked).ShouldBe(0);

    [Fact]
    public void numbers_of_twenty_countries_are_found_in_each_of_their_formats()
    {
        var util = PhoneNumberUtil.GetInstance();
        var seeds = Enumerable.Range(0, 40).Select(i => ((i * 2477) + 13) % 10000).ToArray();
        foreach (var country in Countries)
        {
            var example = util.GetExampleNumberForType(country, PhoneNumberType.MOBILE);
            foreach (var seed in seeds)
            {
                var national = example.NationalNumber - (example.NationalNumber % 10000) + (ulong)seed;
                var number = new PhoneNumber.Builder().MergeFrom(example).SetNationalNumber(national).Build();
                var row = SomeSearch.Row(phone: util.Format(number, PhoneNumberFormat.E164));
                foreach (var written in Formats(util, number))
                    row.Finds(written).ShouldBeGreaterThan(0, $"{country}: {written}");
            }
        }
    }

    private static IEnumerable<string> Formats(PhoneNumberUtil util, PhoneNumber number)
    {
        var international = util.Format(number, PhoneNumberFormat.INTERNATIONAL);
        var national = util.Format(number, PhoneNumberFormat.NATIONAL);
        yield return util.Format(number, PhoneNumberFormat.E164);
        yield return international;
        yield return util.Format(number, PhoneNumberFormat.RFC3966)["tel:".Length..];
        yield return international.Replace("+", "00", StringComparison.Ordinal);
        yield return util.FormatOutOfCountryCallingNumber(number, "US");
        yield return national;
        yield return string.Concat(national.Where(char.IsDigit));
        yield return national.Replace(' ', '.').Replace('-', '/');
        yield return $"{number.NationalNumber}"[^6..];
    }
}
