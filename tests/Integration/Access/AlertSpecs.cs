using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Live;

namespace SalesEngagement.Integration.Access;

/// <summary>Violations raise one alert: to the admins who watch, and to where the operator wants it.</summary>
public sealed class AlertSpecs
{
    private const string Secret = "a secret of the receiver's own";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task violations_beyond_the_rule_are_told_once_to_admins_and_to_the_receiver_that_was_down_at_first()
    {
        await using var receiver = await Receiver.Start(refusals: 2);
        await using var host = await TestHost.Start(new Dictionary<string, string>
        {
            ["Security:Alerts:RefreshTokenReused:Count"] = "2",
            ["Security:AlertWebhookUrl"] = receiver.Address,
            ["Security:AlertWebhookSecret"] = Secret,
        });
        var admin = await host.Register();
        await using var live = await LiveClient.Connect(host, admin.Token);
        for (var i = 0; i < 4; i++)
            await ReuseOf(host, await host.AddUser(admin, "rep"));

        var told = await live.Next();
        (told.Type, told.Channel).ShouldBe(("security-alert", $"user:{admin.UserId}:notifications"));
        told.Text("kind").ShouldBe("refresh-token-reused");
        var posted = await receiver.Next();
        posted.GetProperty("tenantId").GetString().ShouldBe($"{admin.TenantId}");
        posted.GetProperty("count").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        receiver.TimesFollowed.ShouldBe(0);

        var last = await Staff.Contact(admin);
        var trail = await admin.Client
            .Get($"/api/v1/security/audit/trail?action=security-alert-raised&minPosition={last.Position}").ShouldBe(200).Json();
        trail.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static async Task ReuseOf(TestHost host, TestUser user)
    {
        using var client = host.CreateClient();
        await client.Post("/api/v1/auth/refresh", new { refreshToken = user.RefreshToken }).ShouldBe(200);
        await client.Post("/api/v1/auth/refresh", new { refreshToken = user.RefreshToken }).ShouldBe(401);
    }

    /// <summary>Takes what is posted, signed, after having refused a few times: at last by sending who posts elsewhere.</summary>
    private sealed class Receiver(WebApplication app, Channel<JsonElement> taken, Func<int> timesFollowed) : IAsyncDisposable
    {
        public string Address => app.Urls.Single();

        public int TimesFollowed => timesFollowed();

        public static async Task<Receiver> Start(int refusals)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var taken = Channel.CreateUnbounded<JsonElement>();
            app.MapPost("/", async (HttpRequest request) =>
            {
                if (Interlocked.Decrement(ref refusals) is >= 0 and var left)
                    return left > 0 ? Results.StatusCode(503) : Results.Redirect("/elsewhere", permanent: false, preserveMethod: true);
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body.ToArray()));
                if (request.Headers["X-Signature"] != $"sha256={mac}")
                    return Results.StatusCode(400);
                taken.Writer.TryWrite(JsonDocument.Parse(body.ToArray()).RootElement);
                return Results.NoContent();
            });
            var followed = 0;
            app.MapPost("/elsewhere", () => Interlocked.Increment(ref followed));
            await app.StartAsync();
            return new(app, taken, () => followed);
        }

        public async Task<JsonElement> Next() =>
            await taken.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
