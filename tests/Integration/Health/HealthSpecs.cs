using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SalesEngagement.Integration.Health;

public sealed class HealthSpecs
{
    private const string OperatorToken = "an-operator-token-for-tests";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task a_node_is_ready_until_its_database_is_gone_and_alive_all_the_same()
    {
        await using var host = await TestHost.Start();
        using var client = host.CreateClient();
        while ((await client.GetAsync("/health/ready", Ct)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50, Ct); // the daemon takes its shards up after the start
        (await client.GetStringAsync("/health", Ct)).ShouldBe("""{"status":"healthy"}""");

        await host.Database.DropMain();
        var answer = await client.GetAsync("/health", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldBe("""{"status":"unhealthy","reason":"database"}""");
        (await client.GetAsync("/health/live", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_state_of_projections_is_for_operators_only()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string> { ["Operations:Token"] = OperatorToken });
        using var client = host.CreateClient();
        var admin = await host.Register();
        var rep = await host.AddUser(admin, "rep");
        (await Ask(client, token: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(client, OperatorToken + "x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(client, rep.Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(client, admin.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await Ask(client, OperatorToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shards = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("items");
        shards.EnumerateArray().Select(shard => shard.GetProperty("name").GetString()).ShouldContain("ContactCard:All");
    }

    [Fact]
    public async Task an_empty_operator_token_opens_nothing()
    {
        await using var host = await TestHost.Start();
        using var client = host.CreateClient();
        (await Ask(client, "")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/monitoring/projections");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, Ct);
    }
}
