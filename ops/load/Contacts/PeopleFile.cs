using System.Globalization;
using System.Text;
using SalesEngagement.Load.Search;

namespace SalesEngagement.Load.Contacts;

/// <summary>People of a crowd as a file that an import takes.</summary>
internal static class PeopleFile
{
    /// <summary>The next so many, numbered from <paramref name="from"/> on: nobody is another's duplicate by address or number.</summary>
    public static byte[] Of(Crowd crowd, int from, int rows)
    {
        var text = new StringBuilder("First name,Last name,Email,Mobile,Job title,Time zone,Tags\r\n");
        for (var nth = from; nth < from + rows; nth++)
        {
            var person = crowd.Contact("", reps: 1);
            var at = person.Emails[0].Address.Value.Split('@');
            text.Append(
                CultureInfo.InvariantCulture,
                $"{person.FirstName.Value},{person.LastName.Value},{at[0]}.{nth}@{at[1]},{NumberOf(nth)},{person.Title?.Value},{person.TimeZone},{string.Join(';', person.Tags)}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A number of the North American plan that nobody else has.</summary>
    public static string NumberOf(int nth) => string.Create(CultureInfo.InvariantCulture, $"+1{212 + (nth / 8_000_000)}{2_000_000 + (nth % 8_000_000)}");
}
