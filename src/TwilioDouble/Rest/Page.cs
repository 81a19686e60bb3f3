using System.Globalization;

namespace SalesEngagement.TwilioDouble.Rest;

/// <summary>Lists in Twilio's page shape.</summary>
internal static class Page
{
    public static Dictionary<string, object?> Of(string name, IReadOnlyList<object> all, HttpRequest request)
    {
        var size = Number("PageSize", 50, 1, 1000);
        var page = Number("Page", 0, 0, int.MaxValue / 1000);
        object[] items = [.. all.Skip(page * size).Take(size)];
        return new()
        {
            [name] = items,
            ["page"] = page,
            ["page_size"] = size,
            ["start"] = page * size,
            ["end"] = Math.Max(0, (page * size) + items.Length - 1),
            ["uri"] = $"{request.Path}{request.QueryString}",
            ["first_page_uri"] = Uri(0),
            ["previous_page_uri"] = page > 0 ? Uri(page - 1) : null,
            ["next_page_uri"] = all.Count > (page + 1) * size ? Uri(page + 1) : null,
        };

        int Number(string field, int otherwise, int least, int most) =>
            int.TryParse(request.Query[field], CultureInfo.InvariantCulture, out var number)
                ? Math.Clamp(number, least, most)
                : otherwise;

        string Uri(int number)
        {
            var kept = request.Query.Where(field => field.Key is not ("Page" or "PageSize"))
                .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create<string, string?>(field.Key, value));
            return $"{request.Path}{QueryString.Create(kept).Add("PageSize", $"{size}").Add("Page", $"{number}")}";
        }
    }
}
