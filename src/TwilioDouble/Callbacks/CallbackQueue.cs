using System.Collections.Concurrent;
using SalesEngagement.TwilioDouble.Calls;
using SalesEngagement.TwilioDouble.Control;

namespace SalesEngagement.TwilioDouble.Callbacks;

/// <summary>
/// Callbacks on their way. Each is journalled before it is sent and settled after, so that one cut off by a kill is
/// sent again: at least once. Chaos may delay, repeat, reorder or lose them.
/// </summary>
internal sealed class CallbackQueue(
    CallbackSender sender, Journal journal, Chaos chaos, RequestLog log, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _sending = new();
    private readonly ConcurrentDictionary<string, ConcurrentStack<Callback>> _held = new();

    /// <summary>Sends again what an earlier process did not settle.</summary>
    public void Resume()
    {
        foreach (var callback in journal.Unsettled)
            Dispatch(callback, TimeSpan.Zero, copies: 1);
    }

    /// <param name="callback">What to send.</param>
    /// <param name="last">Whether the call's status callbacks end here: those held back for reordering leave then.</param>
    public void Add(Callback callback, bool last)
    {
        var now = chaos.Now;
        if (now.Loses(callback))
        {
            log.Add(callback with { Lost = true });
            return;
        }

        journal.Write(new Journal.Line { Callback = callback });
        if (!now.Reorder || callback.Kind != "status")
        {
            Dispatch(callback, now.Delay, now.Copies);
            return;
        }

        var held = _held.GetOrAdd(callback.CallSid, _ => new());
        held.Push(callback);
        if (!last)
            return;
        _held.TryRemove(callback.CallSid, out _);
        Track(callback.Id, SendInTurn([.. held], now));
    }

    private void Dispatch(Callback callback, TimeSpan delay, int copies)
    {
        for (var copy = 1; copy <= copies; copy++)
            Track($"{callback.Id}/{copy}", Task.Run(() => Send(callback, delay, _stopping.Token)));
    }

    private async Task SendInTurn(IReadOnlyList<Callback> newestFirst, ChaosSettings now)
    {
        foreach (var callback in newestFirst.SelectMany(callback => Enumerable.Repeat(callback, now.Copies)))
            await Send(callback, now.Delay, _stopping.Token);
    }

    private async Task Send(Callback callback, TimeSpan delay, CancellationToken ct)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, clock, ct);
        await sender.Send(callback, ct);
        journal.Write(new Journal.Line { Settled = callback.Id });
    }

    private void Track(string key, Task sending)
    {
        _sending[key] = sending;
        sending.ContinueWith(done => _sending.TryRemove(key, out _), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_sending.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }
}
