using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

public sealed class NotifySpecs
{
    [Fact]
    public async Task readers_hear_of_a_commit()
    {
        var ct = TestStore.Ct;
        await using var store = await TestStore.Create();
        var notifier = store.Get<AppendNotifier>();
        await notifier.StartAsync(ct);
        await using var reader = new NpgsqlConnection(store.Database.Daemon + ";Pooling=false");
        await reader.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand("listen engagement_appended", reader))
            await listen.ExecuteNonQueryAsync(ct);

        var session = store.Open("acme");
        session.Start<Counter>(Guid.CreateVersion7(), [new Ticked(1)]);
        await session.Save(ct);
        (await reader.WaitAsync(TimeSpan.FromSeconds(10), ct)).ShouldBeTrue();
        await notifier.StopAsync(ct);
    }
}
