using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Rebuild;

namespace SalesEngagement.Integration.Configuration;

public sealed class DaemonSettingSpecs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_is_set_reaches_the_daemon_and_the_rest_is_as_the_library_has_it()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string>
        {
            ["Daemon:BatchSize"] = "7", ["Daemon:BatchMebibytes"] = "2", ["Daemon:RetryMilliseconds"] = "10,20",
            ["Daemon:Connections"] = "5",
        });
        var options = host.Services.GetRequiredService<DaemonOptions>();
        options.Retries.ShouldBe([TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)]);
        options.ShouldBeEquivalentTo(new DaemonOptions { BatchSize = 7, BatchBytes = 2 << 20, Connections = 5, Retries = options.Retries });
    }

    [Fact]
    public async Task a_node_without_shards_leaves_them_to_others_and_one_with_them_runs_them()
    {
        await using var idle = await TestHost.Start(new Dictionary<string, string> { ["Daemon:RunShards"] = "false" });
        using var client = idle.CreateClient();
        var answer = await client.GetAsync("/health/ready", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("projections");

        await using var busy = await TestHost.Start();
        var admin = busy.Services.GetRequiredService<ProjectionAdmin>();
        await Daemon.Eventually.True(async () => (await admin.Status(Ct)).All(shard => shard.Owner is not null));
    }

    [Theory]
    [InlineData("Daemon__BatchSize", "0", "Daemon:BatchSize", "between 1 and 100000")]
    [InlineData("Daemon__PollMilliseconds", "soon", "Daemon:PollMilliseconds", "soon")]
    [InlineData("Daemon__RetryMilliseconds", "200, later", "Daemon:RetryMilliseconds", "1 to 86400000")]
    [InlineData("History__RoundSize", "5", "History:RoundSize", "between 100 and 100000")]
    public async Task a_value_that_cannot_be_used_ends_the_start_with_its_name_and_what_may_be(
        string variable, string value, string setting, string range)
    {
        await using var database = await TestDatabase.Create();
        var (code, _, error) = await HostProcess.Run(new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Main"] = database.Main,
            ["ConnectionStrings__Daemon"] = database.Daemon,
            ["ConnectionStrings__Keys"] = database.Keys,
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
            [variable] = value,
        });
        code.ShouldBe(1);
        error.ShouldContain(setting);
        error.ShouldContain(range);
        error.ShouldNotContain("   at ");
    }
}
