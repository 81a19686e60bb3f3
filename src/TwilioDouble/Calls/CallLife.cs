using System.Collections.Concurrent;
using SalesEngagement.TwilioDouble.Callbacks;

namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>Walks every call through its life, from wherever it stands.</summary>
internal sealed class CallLife(
    CallBook book, Announcer announcer, CallbackSender sender, TwilioDoubleOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _walks = new();

    /// <summary>Goes on with what an earlier process left.</summary>
    public void Resume()
    {
        foreach (var call in book.Calls.Where(call => !call.IsOver))
            Walk(call.Sid);
        foreach (var recording in book.Recordings.Where(recording => recording.Status == "processing"))
            Develop(recording);
    }

    /// <summary>Begins a new call.</summary>
    public void Begin(CarrierCall call)
    {
        book.Put(call);
        announcer.Tell(call, "initiated");
        Walk(call.Sid);
    }

    /// <summary>Ends a live call early, by <c>canceled</c> or <c>completed</c>; null when it was over already.</summary>
    public CarrierCall? HangUp(string sid, string asked) =>
        Enter(sid, call => call.Status == "in-progress" ? "completed" : asked == "completed" ? "canceled" : asked);

    private void Walk(string sid) => _walks[sid] = Task.Run(() => WalkToTheEnd(sid, _stopping.Token));

    private async Task WalkToTheEnd(string sid, CancellationToken ct)
    {
        while (book.Find(sid) is { IsOver: false } call)
        {
            if (call is { Status: "in-progress", Instructions: null })
            {
                var told = await Instructions(call, ct);
                book.Change(sid, live => live with { Instructions = told });
                continue;
            }

            var (status, after) = CallScript.NextOf(call, options);
            var due = call.UpdatedAt + (after * options.TimeScale) - clock.GetUtcNow();
            if (due > TimeSpan.Zero)
                await Task.Delay(due, clock, ct);
            Enter(sid, _ => status);
        }
    }

    private async Task<Instructions> Instructions(CarrierCall call, CancellationToken ct)
    {
        var talk = CallScript.TalkAt(call.To, options.Talk);
        var text = call.Order.Twiml ?? await sender.FetchTwiml(call, ct);
        return (text is null ? null : Twiml.Read(text, talk)) ?? new Instructions(0, Record: false, null, "DialVerb");
    }

    private CarrierCall? Enter(string sid, Func<CarrierCall, string> next)
    {
        var now = clock.GetUtcNow();
        var entered = book.Change(sid, call => Entered(call, next(call), now));
        if (entered is null)
            return null;

        announcer.Tell(entered, entered.IsOver ? "completed" : entered.Status == "in-progress" ? "answered" : "ringing");
        if (entered is { Status: "completed", AnsweredAt: not null } && (entered.Order.Record || entered.Instructions?.Record == true))
            Develop(RecordingOf(entered));
        return entered;
    }

    private CarrierCall Entered(CarrierCall call, string status, DateTimeOffset now)
    {
        var answered = status == "in-progress" ? now : call.AnsweredAt;
        var changed = call with
        {
            Status = status,
            UpdatedAt = now,
            StartedAt = call.StartedAt ?? now,
            AnsweredAt = answered,
            AnsweredBy = answered is not null && call.Order.DetectMachine ? Detected(call) : call.AnsweredBy,
        };
        return !changed.IsOver
            ? changed
            : changed with { EndedAt = now, Duration = answered is null ? 0 : ScriptedSeconds(call, now - answered.Value) };
    }

    private static string Detected(CarrierCall call) =>
        CallScript.EndingOf(call.To) == Ending.Voicemail ? "machine_start" : "human";

    /// <summary>What the call would have lasted without the time scale; cut short by a hang-up.</summary>
    private int ScriptedSeconds(CarrierCall call, TimeSpan elapsed)
    {
        var planned = call.Instructions?.Seconds ?? 0;
        var passed = options.TimeScale > 0 ? elapsed.TotalSeconds / options.TimeScale : planned;
        return (int)Math.Round(Math.Min(planned, passed), MidpointRounding.AwayFromZero);
    }

    private static CarrierRecording RecordingOf(CarrierCall call) => new(
        $"RE{call.Sid[2..]}",
        call.AccountSid,
        call.Sid,
        call.Duration ?? 0,
        call.Order.RecordingChannels,
        call.Order.Record ? "OutboundAPI" : call.Instructions!.RecordingSource,
        call.AnsweredAt!.Value,
        call.Order.RecordingStatusCallback ?? call.Instructions?.RecordingStatusCallback);

    private void Develop(CarrierRecording recording)
    {
        book.Put(recording);
        _walks[recording.Sid] = Task.Run(async () =>
        {
            await Task.Delay(options.Processing * options.TimeScale, clock, _stopping.Token);
            var ready = recording with { Status = "completed" };
            book.Put(ready);
            announcer.Tell(ready);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_walks.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }
}
