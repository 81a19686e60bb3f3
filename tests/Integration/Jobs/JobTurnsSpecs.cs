using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.Host.Jobs;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.Jobs;

/// <summary>Long work lets read models come, and is never kept from going on.</summary>
public sealed class JobTurnsSpecs : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private NpgsqlDataSource _superuser = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _superuser = NpgsqlDataSource.Create(_database.Superuser);
        await using (var running = await Node.Start(_database))
            await running.CaughtUp();
        _node = await Node.Start(_database, configure: daemon => daemon.RunShards = false);
        await _node.Open(Node.Tenant, Guid.CreateVersion7(), 1, 2, 3);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _superuser.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task work_waits_two_seconds_at_most_while_read_models_are_far_behind() =>
        (await Waited(mostBehind: 3)).ShouldBe(TimeSpan.FromSeconds(2));

    [Fact]
    public async Task work_goes_on_at_once_when_read_models_are_near_enough_or_nobody_asks()
    {
        (await Waited(mostBehind: 4)).ShouldBe(TimeSpan.Zero);
        (await Waited(mostBehind: 0)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task work_goes_on_as_soon_as_read_models_have_come()
    {
        await using var running = await Node.Start(_database);
        await running.CaughtUp();
        (await Waited(mostBehind: 3)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task nobody_waits_for_a_read_model_that_stands_still()
    {
        await Execute("update engagement.checkpoints set moved_at = now() - interval '1 minute'");
        (await Waited(mostBehind: 3)).ShouldBe(TimeSpan.Zero);
    }

    private async Task<TimeSpan> Waited(int mostBehind)
    {
        var time = new JumpingTime();
        var started = time.GetTimestamp();
        using var turns = new JobTurns(_node.Get<ReadModelBacklog>(), Options.Create(new JobOptions { MostBehind = mostBehind }), time);
        await turns.Take(_ => Task.CompletedTask, restPercent: 0, Ct);
        return time.GetElapsedTime(started);
    }

    private async Task Execute(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync(Ct)).ShouldBePositive();
    }

    /// <summary>A clock that goes on by as much as somebody waits, and by nothing else.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref _ticks, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
