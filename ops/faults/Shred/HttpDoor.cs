using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SalesEngagement.Faults.Shred;

/// <summary>Writes canaries through every HTTP command that takes personal values.</summary>
internal sealed class HttpDoor(HttpClient http, Canaries canaries)
{
    private const string Password = "a long enough secret";
    private static readonly string[] Roles = ["rep"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The company that was registered.</summary>
    public string TenantId { get; private set; } = "";

    /// <summary>Signs a company up and its first user in; gives the user's id.</summary>
    public async Task<string> Register(CancellationToken ct)
    {
        const string Person = "admin";
        var email = canaries.Address(Person);
        var company = await Send(
            HttpMethod.Post, "auth/register",
            new { companyName = "Shred", name = canaries.Word(Person), email, password = Password }, ct);
        TenantId = company.GetProperty("tenantId").GetString()!;
        var signedIn = await Send(HttpMethod.Post, "auth/login", new { email, password = Password }, ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
        return Known(Person, company.GetProperty("userId"));
    }

    /// <summary>Adds a user; gives their id.</summary>
    public async Task<string> AddUser(CancellationToken ct)
    {
        const string Person = "user";
        var user = await Send(
            HttpMethod.Post, "users",
            new { name = canaries.Word(Person), email = canaries.Address(Person), password = Password, roles = Roles }, ct);
        return Known(Person, user.GetProperty("id"));
    }

    /// <summary>Adds a contact, changes all of it, calls it and says how that went; gives the contact's id.</summary>
    public async Task<string> WorkWithContact(CancellationToken ct)
    {
        const string Person = "contact";
        var contact = await Send(HttpMethod.Post, "contacts", Contact(Person), ct);
        var id = Known(Person, contact.GetProperty("id"));
        await Send(HttpMethod.Patch, $"contacts/{id}", Contact(id), ct);
        var call = await Send(HttpMethod.Post, "calls", new { contactId = id }, ct);
        await Ended(call.GetProperty("id").GetString()!, ct);
        await Send(
            HttpMethod.Put, $"calls/{call.GetProperty("id").GetString()}/disposition",
            new { disposition = "interested", note = canaries.Word(id) }, ct);
        return id;
    }

    /// <summary>A contact as the API shows it now.</summary>
    public async Task<string> Show(string contact, CancellationToken ct) =>
        (await Send(HttpMethod.Get, $"contacts/{contact}", body: null, ct)).GetRawText();

    private object Contact(string person) => new
    {
        firstName = canaries.Word(person),
        lastName = canaries.Word(person),
        title = canaries.Word(person),
        phones = new[] { new { number = canaries.Number(person), label = "work" } },
        emails = new[] { new { address = canaries.Address(person), label = "work" } },
        fields = new Dictionary<string, string> { ["likes"] = canaries.Word(person) },
    };

    private async Task Ended(string call, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while ((await Send(HttpMethod.Get, $"calls/{call}", body: null, ct)).GetProperty("status").GetString()
            is not ("completed" or "busy" or "no-answer" or "failed" or "canceled"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private string Known(string person, JsonElement id)
    {
        canaries.Rename(person, id.GetString()!);
        return id.GetString()!;
    }

    private async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(ct)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
