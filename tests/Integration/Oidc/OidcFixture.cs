using System.Text.Json;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Oidc;

/// <summary>One Host and one server of issuers for all tests of a collection; each test has companies and issuers of its own.</summary>
public sealed class OidcFixture : IAsyncLifetime
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "identity providers";

    /// <summary>Where providers are.</summary>
    public const string Providers = "/api/v1/identity-providers";

    private TestHost? _host;
    private OidcServer? _server;

    public TestHost Host => _host!;

    public OidcServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _server = await OidcServer.Start();
        _host = await TestHost.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>A company that trusts an issuer of its own: managers and reps by groups, nobody else.</summary>
    internal async Task<Trust> Trusting(object? more = null) => await Trusting(await Host.Register(), await Server.Issuer(), more);

    /// <summary>The admin's company trusts this issuer.</summary>
    internal static async Task<Trust> Trusting(TestUser admin, OidcIssuer issuer, object? more = null)
    {
        var audience = $"urn:api:{Guid.CreateVersion7():n}";
        var body = Merged(Body(issuer.Address, audience), more);
        var made = await admin.Client.Post(Providers, body).ShouldBe(201).Json();
        var secret = body.TryGetValue("clientSecret", out var said) ? said.GetString() : null;
        await issuer.Client(made.Text("clientId"), made.Text("redirectUri"), secret);
        return new(admin, issuer, made.GetProperty("id").GetGuid(), audience);
    }

    /// <summary>What to send for a provider.</summary>
    internal static object Body(string issuer, string audience) => new
    {
        name = "Sign-in",
        issuer,
        clientId = "console",
        clientSecret = "a secret of the client: & more",
        audience,
        rolesClaim = "groups",
        roleMap = new[] { new { value = "leads", role = "manager" }, new { value = "sales", role = "rep" } },
    };

    private static Dictionary<string, JsonElement> Merged(object body, object? more)
    {
        var merged = JsonSerializer.SerializeToElement(body).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        foreach (var member in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
            merged[member.Name] = member.Value;
        return merged.Where(member => member.Value.ValueKind != JsonValueKind.Null).ToDictionary();
    }
}

/// <summary>The tests that share a Host and a server of issuers.</summary>
[CollectionDefinition(OidcFixture.Name)]
public sealed class OidcCollection : ICollectionFixture<OidcFixture>;
