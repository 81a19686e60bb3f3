using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Makes what the fuzzing needs, by ordinary requests that must succeed, from an address of its own.</summary>
internal sealed class Keeper(Door door, ApiDocument document)
{
    private const int MostTries = 20;
    private const string Login = "/api/v1/auth/login";
    private const string Password = "a long enough secret";
    private int _addresses;

    /// <summary>A company with its admin's access token.</summary>
    public async Task<(string TenantId, string Email, string Token)> Company(CancellationToken ct)
    {
        var email = NewEmail();
        var body = new JsonObject { ["companyName"] = "Fuzz", ["name"] = "Ada Boss", ["email"] = email, ["password"] = Password };
        var company = await Post("/api/v1/auth/register", body, token: null, ct);
        return (company.GetProperty("tenantId").GetString()!, email, await Token(email, ct));
    }

    /// <summary>A user of a role; gives their address.</summary>
    public async Task<string> User(string role, string adminToken, CancellationToken ct)
    {
        var email = NewEmail();
        var body = new JsonObject { ["name"] = "Some One", ["email"] = email, ["password"] = Password, ["roles"] = new JsonArray(role) };
        await Post("/api/v1/users", body, adminToken, ct);
        return email;
    }

    /// <summary>An access token.</summary>
    public async Task<string> Token(string email, CancellationToken ct) =>
        (await SignIn(email, ct)).GetProperty("accessToken").GetString()!;

    /// <summary>An access token; null when this one cannot sign in any more.</summary>
    public async Task<string?> TokenAgain(string email, CancellationToken ct)
    {
        var answer = await door.Send(DraftOf(Login, CredentialsOf(email)), credential: null, ct);
        return answer.IsSuccess ? JsonSerializer.Deserialize<JsonElement>(answer.Body).GetProperty("accessToken").GetString() : null;
    }

    /// <summary>The sign-in that a token is of.</summary>
    public static string SignInOf(string token) => JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(token.Split('.')[1]))
        .GetProperty("sid").GetString()!;

    /// <summary>A refresh token.</summary>
    public async Task<string> RefreshToken(string email, CancellationToken ct) =>
        (await SignIn(email, ct)).GetProperty("refreshToken").GetString()!;

    /// <summary>The account with this address, as somebody else would sign in with it.</summary>
    public static (string Email, string Password) Account(string email) => (email, Password);

    private Task<JsonElement> SignIn(string email, CancellationToken ct) =>
        Post(Login, CredentialsOf(email), token: null, ct);

    private static JsonObject CredentialsOf(string email) => new() { ["email"] = email, ["password"] = Password };

    private Draft DraftOf(string path, JsonObject body) => new()
    {
        Operation = document.Operations.Single(known => known.Method == "POST" && known.Path == path), Method = "POST", Path = path, Actor = "keeper", Body = body,
    };

    private async Task<JsonElement> Post(string path, JsonObject body, string? token, CancellationToken ct)
    {
        var draft = DraftOf(path, body);
        for (var tries = 1; ; tries++)
        {
            var answer = await door.Send(draft, token is null ? null : $"Bearer {token}", ct);
            if (answer.IsSuccess)
                return JsonSerializer.Deserialize<JsonElement>(answer.Body);
            if (answer.Status != 429 || tries == MostTries)
                throw new InvalidOperationException($"POST {path} answered {answer.Status}: {answer.Body}");
            var wait = int.TryParse(answer.Headers.GetValueOrDefault("Retry-After"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 1;
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(wait, 10)), ct);
        }
    }

    private string NewEmail() => $"keeper{Interlocked.Increment(ref _addresses)}@fuzz.example";
}
