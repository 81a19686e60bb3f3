using System.Diagnostics;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Search;

/// <summary>What somebody types is looked for as it stands: nothing in it is a command, and nothing takes for ever.</summary>
public sealed class HostileQuerySpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private static readonly string[] Signs =
    [
        "%", "_", "\\", "%%%%", "a%", "_race", "'", "''", "\"", "';--", "&", "|", "!", "(", ")", ":*", "a & b", "a | !b", "<->", "a:*", "$1", "{}", "[]",
        "null", "\u0001", "\u202e", "\u0301\u0301\u0301", "e\u0301\u0301\u0301", "\u200f\u200e", "😀", "👩‍👩‍👧", "ﷺ", "İ", "ı", "ß", ".", "...", "-", "+", "++++", "+(((",
        "0", "00", "000", "0000", "00000000000000000", "1234567890123456789012345678901234567890", "(0)(0)(0)(0)", "1-1-1-1-1-1-1-1-1-1",
        "a", "g", "ا", "山", "a a a a a a a a a a a a a a a a a a a a a a a a a", "x' or 1=1", "{1,2}", "e\\'", "\t\r\n",
    ];

    [Fact]
    public async Task whatever_is_typed_is_answered_at_once_and_finds_nobody_it_does_not_name()
    {
        var rep = await host.Stranger();
        var position = (await rep.Add("Nobody", "Thereof", phone: "+4915112345678")).Position!;
        (await rep.Search("nobody", position)).Names().ShouldBe(["Nobody Thereof"]);
        foreach (var sign in Signs)
        {
            var watch = Stopwatch.StartNew();
            var found = await rep.Search(sign);
            found.Status.ShouldBeOneOf(200, 400);
            if (found.Status == 200)
                found.Names().ShouldBeEmpty(sign);
            (await rep.Suggest(sign)).Status.ShouldBeOneOf([200, 400], sign);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2), sign);
        }
    }

    [Theory]
    [InlineData("search")]
    [InlineData("suggestions")]
    public async Task what_is_too_long_is_refused_and_says_so(string route)
    {
        var rep = await host.Stranger();
        foreach (var q in new[] { new string('x', 201), new string('x', 4096), string.Concat(Enumerable.Repeat("grace ", 40)) })
        {
            var refused = (await rep.Send(Get, $"/contacts/{route}?q={Uri.EscapeDataString(q)}")).Expect(400);
            refused.Code.ShouldBe("query-too-long");
            refused.Json.GetProperty("detail").GetString()!.ShouldContain("200");
        }
    }

    [Fact]
    public async Task two_hundred_characters_are_not_too_long()
    {
        var rep = await host.Stranger();
        foreach (var q in new[] { new string('x', 200), string.Concat(Enumerable.Repeat("ab ", 66)), string.Concat(Enumerable.Repeat("1", 200)) })
            (await rep.Search(q)).Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task signs_in_names_are_found_by_what_is_between_them()
    {
        var rep = await host.Stranger();
        var position = (await rep.Add("100%", "Off_Sale")).Position!;
        foreach (var q in new[] { "100%", "off", "off_sale", "100 sale" })
            (await rep.Search(q, position)).Names().ShouldBe(["100% Off_Sale"], q);
        (await rep.Search("1000% off")).Names().ShouldBeEmpty();
    }
}
