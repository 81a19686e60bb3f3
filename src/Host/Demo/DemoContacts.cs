using System.Globalization;
using System.Text;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Host.Demo;

/// <summary>People who do not exist, at companies that do not exist, under numbers set aside for fiction.</summary>
internal static class DemoContacts
{
    /// <summary>The n-th contact; always the same.</summary>
    public static AddContact Number(int n)
    {
        var place = DemoPlaces.All[n % DemoPlaces.All.Length];
        var first = Pick(place.FirstNames, n * 7);
        var last = Pick(place.LastNames, (n * 3) + (n / 29));
        var company = Pick(DemoPlaces.Companies, (n * 5) + (n / 7));
        var domain = $"{Ascii(company).Replace(' ', '-')}.example";
        return new(
            new PersonName(first),
            new PersonName(last),
            new FreeText(Pick(DemoPlaces.Titles, n * 11)),
            [new(new PhoneNumber(place.NumberOf(n / DemoPlaces.All.Length)), n % 4 == 0 ? "mobile" : "work")],
            [new(new EmailAddress($"{Ascii(first)}.{Ascii(last)}@{domain}"), "work")],
            place.TimeZone,
            OwnerId: (n % 10 == 9 ? DemoCompany.Manager : DemoCompany.Rep).Id!.Value,
            [Pick(DemoPlaces.Tags, n * 13), place.Country],
            [new("company", new FreeText(company)), new("city", new FreeText(place.City))],
            Source: "demo");
    }

    private static string Pick(string[] from, int n) => from[n % from.Length];

    // "Jörg Weiß" → "jorg weiss"
    private static string Ascii(string text) => string.Concat(text
        .Replace("ß", "ss", StringComparison.Ordinal)
        .Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c != '\''))
        .ToLowerInvariant();
}
