using Npgsql;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Integration.Daemon;

/// <summary>What several readers of a node want of the log is read once; each gets what it wants, in order, and nothing of the erased.</summary>
public sealed class SharedLogSpecs : IAsyncLifetime
{
    private const int Streams = 30;
    private static readonly string[] Opened = ["tally_opened"];
    private static readonly string[] Both = ["tally_opened", "tally_raised"];
    private readonly List<Guid> _streams = [];
    private TestDatabase _database = null!;
    private Node _node = null!;
    private NpgsqlConnection _connection = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static long All => Streams * 2;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Node.Start(
            _database, [typeof(TallyCard)], configure: options => (options.RunShards, options.RunLiveTail, options.BatchSize) = (false, false, 25));
        for (var i = 0; i < Streams; i++)
            _streams.Add(await _node.Open(Node.Tenant, Guid.Empty, 1));
        _connection = await _node.Get<DaemonConnections>().Pool.OpenConnectionAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task who_stands_where_nobody_else_does_reads_for_itself()
    {
        (await Read(Follower(Opened), 0)).Entries.ShouldNotBeEmpty();
        _node.Get<SharedLog>().Parts.ShouldBe(0);
    }

    [Fact]
    public async Task who_comes_to_the_same_place_gets_what_was_read_for_all()
    {
        var own = await Read(Follower(Both), 0);
        var (made, given) = (await Read(Follower(Both), 0), await Read(Follower(Both), 0));
        Sequences(made).ShouldBe(Sequences(own));
        Sequences(given).ShouldBe(Sequences(own));
        given.Entries[0].ShouldBeSameAs(made.Entries[0]);
        made.Entries[0].ShouldNotBeSameAs(own.Entries[0], "negative control: what the first read for itself is its own");
    }

    [Fact]
    public async Task whoever_goes_at_whatever_pace_is_given_everything_once_and_in_order()
    {
        (LogFollower Log, List<LogEntry> Seen, string[] Types)[] readers =
            [.. new[] { (Both, 25), (Both, 7), (Opened, 25), (Opened, 11) }.Select(one => (Follower(one.Item1, one.Item2), new List<LogEntry>(), one.Item1))];
        var places = new long[readers.Length];
        for (var turn = 0; places.Any(place => place < All); turn++)
        {
            var who = turn % readers.Length;
            if (places[who] == All)
                continue;
            var span = await Read(readers[who].Log, places[who]);
            span.From.ShouldBe(places[who]);
            span.UpTo.ShouldBeGreaterThan(span.From);
            readers[who].Seen.AddRange(span.Entries);
            places[who] = span.UpTo;
        }

        foreach (var (_, seen, types) in readers)
            seen.Select(entry => entry.Sequence).ShouldBe(await Stored(types));
        readers[1].Seen.ShouldContain(entry => readers[0].Seen.Contains(entry), "negative control: they read some of it together");
    }

    [Fact]
    public async Task nothing_above_the_ceiling_is_read_for_all()
    {
        await Read(Follower(Both), 0, ceiling: 10);
        (await Read(Follower(Both), 0, ceiling: 10)).UpTo.ShouldBe(10);
        (await Read(Follower(Both), 0, ceiling: All)).UpTo.ShouldBe(10, "the part ends there; the reader comes again");
    }

    [Fact]
    public async Task what_was_decrypted_before_an_erasure_is_given_to_nobody_after_it()
    {
        await Read(Follower(Opened), 0);
        var before = await Read(Follower(Opened), 0);
        await using (var other = await Node.Start(_database, [typeof(TallyCard)], configure: options => (options.RunShards, options.RunLiveTail) = (false, false)))
            await other.Get<IPrivacy>().Erase(Node.Tenant, $"{_streams[0]}", Ct);
        await _node.Get<LogReader>().ForgetOldKeys(Ct);

        NameIn(await Read(Follower(Opened), 0)).ShouldBe(Nickname.Erased);
        NameIn(await Read(Follower(Opened), 0)).ShouldBe(Nickname.Erased);
        NameIn(before).ShouldBe(new Nickname("Nick"), "negative control: a part that was kept would still show it");
    }

    [Fact]
    public async Task when_who_reads_for_all_cannot_the_next_one_does()
    {
        await Read(Follower(Both), 0);
        await using var closed = new NpgsqlConnection(_database.Daemon);
        await Should.ThrowAsync<InvalidOperationException>(() => Follower(Both).Read(closed, 0, All, Ct));
        Sequences(await Read(Follower(Both), 0)).ShouldBe((await Stored(Both)).Take(25));
    }

    [Fact]
    public async Task who_waits_for_a_part_that_fails_reads_for_itself()
    {
        var part = new LogPart(0, 10, forgotten: 0, madeAt: 0);
        var waits = part.Give(new(0, 10, Both));
        waits.IsCompleted.ShouldBeFalse();
        part.Fail();
        (await waits).ShouldBeNull();
    }

    private static IEnumerable<long> Sequences(LogSpan span) => span.Entries.Select(entry => entry.Sequence);

    private static Nickname NameIn(LogSpan span) => ((TallyOpened)span.Entries[0].Read().Body).Owner;

    private async Task<long[]> Stored(string[] types) =>
        [.. Sequences(await _node.Get<LogReader>().Read(_connection, new(0, All, types), Ct))];

    private LogFollower Follower(string[] types, int most = 25) => new(_node.Get<LogReader>(), _node.Get<SharedLog>(), types, most);

    private Task<LogSpan> Read(LogFollower follower, long from, long? ceiling = null) => follower.Read(_connection, from, ceiling ?? All, Ct);
}
