using Npgsql;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Integration.EventStore;

public sealed class NotifySpecs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private TestStore _store = null!;
    private NpgsqlConnection _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.Create();
        _reader = new(_store.Database.Daemon + ";Pooling=false");
        await _reader.OpenAsync(TestStore.Ct);
        await using var listen = new NpgsqlCommand("listen engagement_appended", _reader);
        await listen.ExecuteNonQueryAsync(TestStore.Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task an_append_carries_its_own_notification()
    {
        await Append();
        (await Hears()).ShouldBeTrue();
    }

    [Fact]
    public async Task of_those_that_follow_at_once_readers_are_told_too()
    {
        var notifier = await Started();
        await Append();
        (await Hears()).ShouldBeTrue();
        await Append();
        (await Hears()).ShouldBeTrue();
        await notifier.StopAsync(TestStore.Ct);
    }

    [Fact]
    public async Task one_that_was_to_carry_it_and_fails_loses_nobody_elses()
    {
        var notifier = await Started();
        var session = _store.Open("acme");
        session.Append(Guid.CreateVersion7(), [new Ticked(1)], expectedVersion: 7);
        await Should.ThrowAsync<StreamConflictException>(() => session.Save(TestStore.Ct));
        await Append();
        (await Hears()).ShouldBeTrue();
        await notifier.StopAsync(TestStore.Ct);
    }

    private async Task<AppendNotifier> Started()
    {
        var notifier = _store.Get<AppendNotifier>();
        await notifier.StartAsync(TestStore.Ct);
        return notifier;
    }

    private async Task Append()
    {
        var session = _store.Open("acme");
        session.Start<Counter>(Guid.CreateVersion7(), [new Ticked(1)]);
        await session.Save(TestStore.Ct);
    }

    private Task<bool> Hears() => _reader.WaitAsync(Patience, TestStore.Ct);
}
