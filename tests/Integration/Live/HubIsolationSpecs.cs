using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Host.Live;

namespace SalesEngagement.Integration.Live;

public sealed class HubIsolationSpecs
{
    private static readonly string[] Channels = ["calls", "contacts", "activities", "tenant:broadcast"];

    [Fact]
    public async Task Nothing_of_another_tenant_arrives()
    {
        await using var host = await TestHost.Start();

        (await ForeignNotifications(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_check_sees_foreign_notifications_when_groups_forget_the_tenant()
    {
        await using var host = await TestHost.Start(
            services: services => services.AddSingleton<GroupNames, NamesWithoutTenant>());

        (await ForeignNotifications(host)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_connection_ends_with_the_token()
    {
        // This Host's clock is so far behind that its fresh tokens are about to expire by the real one.
        await using var host = await TestHost.Start(
            services: services => services.AddSingleton<TimeProvider>(new ClockBehind(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(5))));
        var user = await host.Register();
        await using var live = await LiveClient.Connect(host, user.Token, "contacts");

        await live.Closed();
    }

    /// <summary>What a tenant that watches everything receives of another's work, up to its own next event.</summary>
    private static async Task<List<Received>> ForeignNotifications(TestHost host)
    {
        var watcher = await host.Register();
        var foreign = await host.Register();
        await using var live = await LiveClient.Connect(host, watcher.Token, Channels);

        var call = await host.PlaceCall(foreign);
        var contact = await foreign.AddContact();
        // The log has one order: when this arrives, everything before would have arrived.
        var own = await watcher.AddContact();

        var seen = await live.UpTo(n => n.IsAbout(own));
        return seen.FindAll(n => n.IsAbout(call) || n.IsAbout(contact));
    }

    private sealed class NamesWithoutTenant : GroupNames
    {
        public override string Of(string tenantId, Channel channel, Guid? ownerId = null) => channel.Name;
    }

    private sealed class ClockBehind(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}
