using SalesEngagement.EventStore.Daemon;

namespace SalesEngagement.EventStore.Subscriptions;

/// <summary>
/// The effects of a subscription that are under way: side by side for different streams, one after the other within a
/// stream. A slow effect holds up its own stream and the checkpoint, not the others.
/// </summary>
internal sealed class EffectWindow(int room, long bytes)
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _open = [];
    private readonly Dictionary<(string, Guid), (Task Work, long Ticket)> _tails = [];
    private long _tickets;
    private long _held;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    /// <summary>Whether to wait for effects to end before more are begun.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _open.Count >= room || _held >= bytes;
        }
    }

    /// <summary>Completes when the next effect has ended.</summary>
    public Task Progress
    {
        get
        {
            lock (_gate)
                return _progress.Task;
        }
    }

    /// <summary>Everything at or below has ended, when everything up to <paramref name="read"/> has been begun.</summary>
    /// <exception cref="InvalidOperationException">An effect ended in a way that must stop the subscription.</exception>
    public long DoneUpTo(long read)
    {
        lock (_gate)
        {
            if (_failure is not null)
                throw new InvalidOperationException("An effect could not be concluded.", _failure);
            return _open.Count == 0 ? read : _open.Min - 1;
        }
    }

    /// <summary>Begins work on a line of the log once the earlier work on its stream has ended.</summary>
    public void Add(LogEntry entry, Func<Task> work) => Add(entry.Stream, (entry.Sequence, entry.Size), work);

    /// <summary>The same for work that the checkpoint need not wait for, such as a replay.</summary>
    public void Add((string TenantId, Guid StreamId) stream, Func<Task> work) => Add(stream, line: null, work);

    /// <summary>Returns when nothing is under way; never throws.</summary>
    public async Task Drain()
    {
        Task[] running;
        lock (_gate)
            running = [.. _tails.Values.Select(tail => tail.Work)];
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Add((string, Guid) stream, (long Sequence, int Size)? line, Func<Task> work)
    {
        lock (_gate)
        {
            if (line is { } open)
            {
                _open.Add(open.Sequence);
                _held += open.Size;
            }

            var before = _tails.TryGetValue(stream, out var last) ? last.Work : Task.CompletedTask;
            var ticket = ++_tickets;
            _tails[stream] = (Task.Run(() => After(before, stream, line, ticket, work)), ticket);
        }
    }

    private async Task After(
        Task before, (string, Guid) stream, (long Sequence, int Size)? line, long ticket, Func<Task> work)
    {
        await before;
        try
        {
            await work();
            End(stream, line, ticket);
        }
        catch (Exception failure)
        {
            lock (_gate)
                _failure ??= failure;
            Signal();
            throw;
        }
    }

    private void End((string, Guid) stream, (long Sequence, int Size)? line, long ticket)
    {
        lock (_gate)
        {
            if (line is { } open)
            {
                _open.Remove(open.Sequence);
                _held -= open.Size;
            }

            if (_tails.TryGetValue(stream, out var last) && last.Ticket == ticket)
                _tails.Remove(stream);
        }

        Signal();
    }

    private void Signal()
    {
        TaskCompletionSource progress;
        lock (_gate)
            (progress, _progress) = (_progress, new(TaskCreationOptions.RunContinuationsAsynchronously));
        progress.SetResult();
    }
}
