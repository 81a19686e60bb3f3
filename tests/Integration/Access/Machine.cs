using System.Net;
using Npgsql;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Access;

/// <summary>A program with an API key.</summary>
/// <param name="Host">What it calls.</param>
/// <param name="Id">The key's id.</param>
/// <param name="Key">The key, as it was shown once.</param>
internal sealed record Machine(TestHost Host, Guid Id, string Key)
{
    public const string Keys = "/api/v1/api-keys";
    public const string Header = "X-Api-Key";

    private HttpClient? _client;

    /// <summary>Sends the key.</summary>
    public HttpClient Client => _client ??= With(Host, Key);

    /// <summary>A machine with a key that an admin made, for themselves or for another.</summary>
    public static async Task<Machine> Of(
        TestHost host, TestUser admin, TestUser actsFor, string[] scopes, DateTimeOffset? expiresAt = null,
        params string[] addresses)
    {
        var body = new { name = "Machine", scopes, userId = actsFor.UserId, expiresAt, addresses };
        var made = await admin.Client.Post(Keys, body).ShouldBe(201).Json();
        return new(host, made.GetProperty("id").GetGuid(), made.Text("key"));
    }

    public static HttpClient With(TestHost host, string key)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(Header, key);
        return client;
    }

    /// <summary>The same key, sent to another node.</summary>
    public Machine At(TestHost node) => new(node, Id, Key);

    /// <summary>The status of a GET that comes from an address.</summary>
    public async Task<int> GetFrom(string? address, string path)
    {
        var answer = await Host.Server.SendAsync(
            context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = path;
                context.Request.Headers[Header] = Key;
                context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
            },
            TestContext.Current.CancellationToken);
        return answer.Response.StatusCode;
    }

    /// <summary>What stands in the database, past row-level security, as text.</summary>
    public async Task<string> Stored(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Host.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) ?? "";
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"machine {Id}";
}
