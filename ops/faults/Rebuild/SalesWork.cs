using SalesEngagement.Domain.Calls;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Faults.Rebuild;

/// <summary>Works on cases through the store, as the product's commands would, and writes the finished ones down.</summary>
internal sealed class SalesWork(IEventStore store, SalesBook book)
{
    public const string Tenant = "0198c0de-0000-7000-8000-000000000001";

    /// <summary>How many events a case makes.</summary>
    public const int EventsOfCase = 9;

    private static readonly EventMetadata By = new("faults");
    private int _number;

    /// <summary>Cases one after the other, several workers at once, as fast as they can.</summary>
    public Task Fast(int cases, int workers, CancellationToken ct) => Parallel.ForAsync(
        0, cases, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, async (_, inner) => await Next(inner));

    /// <summary>Cases at a steady pace until asked to end.</summary>
    public async Task Steady(int eventsPerSecond, CancellationToken end, CancellationToken ct)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds((double)EventsOfCase / eventsPerSecond));
        while (!end.IsCancellationRequested && await beat.WaitForNextTickAsync(ct))
            await Next(ct);
    }

    private async Task Next(CancellationToken ct)
    {
        var now = new SalesCase(Interlocked.Increment(ref _number), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Save(session => session.Start<Contact>(now.ContactId, [Added(now)]), ct);
        await Save(
            session =>
            {
                session.Append(now.ContactId, [new ContactRenamed(new("First"), new(now.LastName), now.RequestedAt)]);
                session.Start<Call>(now.CallId, Begun(now));
            },
            ct);
        await Save(session => session.Append(now.CallId, Ended(now)), ct);
        book.Add(now);
    }

    private async Task Save(Action<IEventSession> what, CancellationToken ct)
    {
        var session = store.Open(Tenant, By);
        what(session);
        await session.Save(ct);
    }

    private static ContactAdded Added(SalesCase it) => new(
        new PersonName("First"), new PersonName("Before"), Title: null, Phones: [], Emails: [], TimeZone: null, it.UserId, Tags: [],
        Fields: [], Source: "faults", it.RequestedAt);

    private static object[] Begun(SalesCase it) =>
    [
        new CallRequested(it.ContactId, it.UserId, new PhoneNumber("+14155550100"), "+14155550199", CallDirection.Outbound, it.RequestedAt),
        new CallDialing(1, it.RequestedAt),
        new CallPlaced($"CA{it.CallId:n}", it.RequestedAt),
    ];

    private static object[] Ended(SalesCase it)
    {
        var at = it.RequestedAt.AddSeconds(it.TalkSeconds);
        return
        [
            new CallStatusReported($"CA{it.CallId:n}", CallStatus.InProgress, 1, it.RequestedAt, DurationSeconds: null, AnsweredBy: null),
            new CallStatusReported($"CA{it.CallId:n}", CallStatus.Completed, 2, at, it.TalkSeconds, AnsweredBy: null),
            new CallEnded(it.ContactId, it.UserId, CallDirection.Outbound, CallStatus.Completed, it.RequestedAt, at, it.TalkSeconds),
            new CallDispositioned(it.ContactId, it.UserId, Disposition.Connected, Note: null, FollowUpAt: null, at),
        ];
    }
}
