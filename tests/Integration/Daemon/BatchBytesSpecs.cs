using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.Subscriptions;

namespace SalesEngagement.Integration.Daemon;

/// <summary>Large events are read in pages of bounded size; one that is larger than a page is a page of its own.</summary>
public sealed class BatchBytesSpecs : IAsyncLifetime
{
    private const int Bound = 30_000;
    private static readonly int[] Lengths = [10, 9000, 9000, 9000, 60_000, 10, 10, 10, 60_000, 60_000, 9000, 10, 9000, 9000];
    private readonly SeenByEffect _effects = new(SubscriptionStart.Beginning);
    private readonly SeenLive _live = new();
    private TestDatabase _database = null!;
    private Node _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<long> All => Enumerable.Range(1, Lengths.Length).Select(n => (long)n);

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _node = await Node.Start(
            _database,
            [typeof(TallyCard)],
            services => services.AddSingleton<ISubscription>(_effects).AddSingleton<ILiveListener>(_live),
            options => options.BatchBytes = Bound);
        await _node.Get<LiveTail>().Listening;
        foreach (var length in Lengths)
        {
            var session = _node.Store.Open(Node.Tenant, new("test"));
            session.Start<TallyCard>(Guid.CreateVersion7(), [new TallyOpened(new(new('n', length)), Guid.Empty)]);
            await session.Save(Ct);
        }

        await _node.CaughtUp();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_page_is_bounded_in_bytes_full_when_it_can_be_and_nothing_is_between_two()
    {
        var (events, connections) = (_node.Get<LogReader>(), _node.Get<DaemonConnections>());
        var pages = new List<LogSpan>();
        for (var from = 0L; from < Lengths.Length; from = pages[^1].UpTo)
            pages.Add(await events.Read(connections, new(from, Lengths.Length, events.AllNames), Ct));

        pages.SelectMany(page => page.Entries).Select(entry => entry.Sequence).ShouldBe(All);
        pages.ShouldAllBe(page => page.Entries.Count == 1 || Size(page) <= Bound);
        for (var i = 1; i < pages.Count; i++)
            (Size(pages[i - 1]) + pages[i].Entries[0].Size).ShouldBeGreaterThan(Bound, "there was room for one more");
        pages.Count(page => Size(page) > Bound).ShouldBe(Lengths.Count(length => length > Bound));
    }

    [Fact]
    public async Task Everybody_gets_past_an_event_that_is_larger_than_a_page()
    {
        await Eventually.True(() => _live.Sequences.Length == Lengths.Length);
        _live.Sequences.ShouldBe(All);
        _effects.Sequences.ShouldBe(All);
        var cards = await _node.Store.Query(Node.Tenant).Query<TallyCard>("select * from read.tally_card", Ct);
        cards.Select(card => card.Owner.Value.Length).Order().ShouldBe(Lengths.Order());
    }

    [Fact]
    public async Task What_a_live_listener_is_shown_at_once_is_bounded_too()
    {
        await Eventually.True(() => _live.Sequences.Length == Lengths.Length);
        _live.Pages.ShouldAllBe(page => page.Count == 1 || page.Sum(e => ((TallyOpened)e.Body).Owner.Value.Length) <= Bound);
    }

    [Fact]
    public void Effects_under_way_hold_no_more_than_the_bound_and_one_event()
    {
        var window = new EffectWindow(room: 100, bytes: Bound);
        var never = new TaskCompletionSource().Task;
        var held = 0;
        for (; !window.IsFull; held += 9000)
            window.Add(new LogEntry("t", Guid.CreateVersion7(), held, "tally_opened", null, null, Size: 9000), () => never);

        held.ShouldBeInRange(Bound, Bound + 9000);
    }

    private static int Size(LogSpan page) => page.Entries.Sum(entry => entry.Size);
}
