using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesEngagement.Integration.Contacts;

/// <summary>Requests and answers as a client of the API has them.</summary>
internal static class Api
{
    public static object Grace(string lastName = "Hopper", string phone = "+14155550100") => new
    {
        firstName = "Grace",
        lastName,
        title = "Rear Admiral",
        phones = new[] { new { number = phone, label = "mobile" } },
        emails = new[] { new { address = "grace@navy.example", label = "work" } },
        timeZone = "America/New_York",
        tags = new[] { "navy" },
        fields = new { rank = "O-7" },
    };

    public static async Task<Reply> Send(
        this TestUser user, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is string json)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        else if (body is not null)
            request.Content = JsonContent.Create(body);

        using var response = await user.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var position = response.Headers.TryGetValues("X-Position", out var positions) ? positions.Single() : null;
        return new((int)response.StatusCode, text, response.Headers.ETag?.Tag, position, response.Headers.Location?.ToString());
    }
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, string Text, string? ETag, string? Position, string? Location)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The contact itself, without whom it may be: only the answer to a change says that.</summary>
    public string Contact
    {
        get
        {
            var contact = JsonNode.Parse(Text)!.AsObject();
            contact.Remove("duplicates");
            return contact.ToJsonString();
        }
    }

    public string Id => Json.GetProperty("id").GetString()!;

    public string? Code => Json.GetProperty("code").GetString();

    /// <summary>Where the errors of a 422 are.</summary>
    public IEnumerable<string> Pointers => Json.GetProperty("errors").EnumerateObject().Select(error => error.Name);

    public IEnumerable<JsonElement> Items => Json.GetProperty("items").EnumerateArray();

    public Reply Expect(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
