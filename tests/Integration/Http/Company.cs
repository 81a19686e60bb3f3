using System.Text.Json;

namespace SalesEngagement.Integration.Http;

/// <summary>A company with its signed-in admin.</summary>
internal sealed record Company(
    HttpClient Client, Guid TenantId, Guid AdminId, string Email, string AccessToken, string RefreshToken)
{
    public const string Password = "correct horse battery staple";

    public static string NewEmail() => $"u{Guid.CreateVersion7():n}@acme.example";

    public static object Registration(string email) =>
        new { companyName = "Acme", name = "Ada Lovelace", email, password = Password };

    public static async Task<Company> Register(HttpClient client)
    {
        var email = NewEmail();
        var registered = await (await client.Post("/api/v1/auth/register", Registration(email)).ShouldBe(201)).Json();
        var signedIn = await SignIn(client, email);
        return new(
            client, registered.GetProperty("tenantId").GetGuid(), registered.GetProperty("userId").GetGuid(), email,
            signedIn.Text("accessToken"), signedIn.Text("refreshToken"));
    }

    public static async Task<JsonElement> SignIn(HttpClient client, string email) =>
        await (await client.Post("/api/v1/auth/login", new { email, password = Password }).ShouldBe(200)).Json();

    /// <summary>Adds a user with this role and signs them in.</summary>
    /// <returns>Their access token.</returns>
    public async Task<string> SignedInAs(string role)
    {
        var email = NewEmail();
        var user = new { name = "Grace Hopper", email, password = Password, roles = new[] { role } };
        await Client.Post("/api/v1/users", user, AccessToken).ShouldBe(201);
        return (await SignIn(Client, email)).Text("accessToken");
    }
}
