using System.Net;
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

    /// <summary>One request of somebody's own making.</summary>
    /// <returns>The status.</returns>
    public async Task<int> Ask(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var answer = await Send(method, path, body, ct);
        await answer.Content.ReadAsByteArrayAsync(ct);
        return (int)answer.StatusCode;
    }

    /// <summary>One request that must be answered with success; signs in again when that has ended.</summary>
    public async Task<(JsonElement Body, string? Location)> Call(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await Send(method, path, body, ct);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && tries == 1)
                await SignIn(ct);
            else
                return (await Read(answer, ct), answer.Headers.Location?.ToString());
        }
    }

    /// <summary>Sends a file of contacts.</summary>
    /// <returns>Where the import is.</returns>
    public async Task<string> SendFile(byte[] file, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Contacts}/imports") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await http.SendAsync(request, ct);
        await Read(answer, ct);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Waits until an import or a bulk change is over, or taken back.</summary>
    public async Task<JsonElement> AtRest(string location, CancellationToken ct)
    {
        while (true)
        {
            var (job, _) = await Call(HttpMethod.Get, location, body: null, ct);
            if (job.GetProperty("status").GetString() is "completed" or "undone" or "failed")
                return job;
            await Task.Delay(100, ct);
        }
    }

    /// <summary>Waits until all read models show all that happened.</summary>
    public async Task CaughtUp(CancellationToken ct)
    {
        while ((await Call(HttpMethod.Get, "/monitoring/projections", body: null, ct)).Body
            .GetProperty("items").EnumerateArray().Any(shard => shard.GetProperty("lagEvents").GetInt64() > 0))
        {
            await Task.Delay(500, ct);
        }
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
                ? JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement
                : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
        }
    }
}
