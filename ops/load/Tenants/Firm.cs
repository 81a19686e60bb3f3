using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SalesEngagement.Load.Tenants;

/// <summary>One company of many, and what its admin does all day.</summary>
internal sealed class Firm(HttpClient http, int number, int seed)
{
    private const string Contacts = "/api/v1/contacts";
    private const string Password = "three words are enough";
    private readonly Random _chance = new(seed + number);
    private readonly List<string> _contacts = [];
    private string _token = "";

    /// <summary>The access token of its admin.</summary>
    public string Token => _token;

    private string Email => $"admin@firm{number}.example";

    /// <summary>Signs the company up.</summary>
    public async Task Register(CancellationToken ct) => await Read(
        await http.PostAsJsonAsync("/api/v1/auth/register", new { companyName = $"Firm {number}", name = "Ada Boss", email = Email, password = Password }, ct), ct);

    /// <summary>Signs its admin in, for ten minutes.</summary>
    public async Task SignIn(CancellationToken ct) => _token =
        (await Read(await http.PostAsJsonAsync("/api/v1/auth/login", new { email = Email, password = Password }, ct), ct)).GetProperty("accessToken").GetString()!;

    /// <summary>Adds contacts to begin with.</summary>
    public async Task Fill(int contacts, CancellationToken ct)
    {
        for (var n = 0; n < contacts; n++)
        {
            using var added = await Add(ct);
            _contacts.Add((await Read(added, ct)).GetProperty("id").GetString()!);
        }
    }

    /// <summary>One request: of five, two read a contact, two a list, and one adds a contact.</summary>
    /// <returns>The status.</returns>
    public async Task<int> Ask(CancellationToken ct)
    {
        using var answer = _chance.Next(5) switch
        {
            0 => await Add(ct),
            1 or 2 => await Send(HttpMethod.Get, $"{Contacts}?limit=20", body: null, ct),
            _ => await Send(HttpMethod.Get, $"{Contacts}/{_contacts[_chance.Next(_contacts.Count)]}", body: null, ct),
        };
        await answer.Content.ReadAsByteArrayAsync(ct);
        return (int)answer.StatusCode;
    }

    private Task<HttpResponseMessage> Add(CancellationToken ct) => Send(
        HttpMethod.Post, Contacts,
        new { firstName = "Grace", lastName = $"Hopper {_chance.Next(1_000_000)}", phones = new[] { new { number = "+14155550100", label = "work" } } }, ct);

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return http.SendAsync(request, ct);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer, CancellationToken ct)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement
                : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
        }
    }
}
