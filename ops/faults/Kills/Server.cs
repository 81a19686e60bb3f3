using System.Collections.Concurrent;
using SalesEngagement.Faults.Children;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Kills;

/// <summary>The serving process, whichever runs now: who asks waits for its answer or learns that it has died.</summary>
internal sealed class Server(ProofDatabase database) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _open = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Child? _child;
    private Task _listening = Task.CompletedTask;

    /// <summary>Starts the process anew.</summary>
    public async Task Start(CancellationToken ct)
    {
        var child = await Child.Start(CommandServer.Role, database, ct);
        _child = child;
        _listening = Listen(child);
    }

    /// <summary>Kills the process and starts another.</summary>
    public async Task KillAndStart(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var killed = _child!;
            killed.Kill();
            await _listening;
            await killed.DisposeAsync();
            await Start(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends a command once.</summary>
    /// <returns>Whether it was acknowledged; if not, nobody knows what has become of it.</returns>
    public async Task<bool> Ask(string manner, Guid key, Guid stream, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _turn.WaitAsync(ct);
        try
        {
            _open[key.ToString()] = answer;
            await _child!.Say($"{manner} {key} {stream}", ct);
        }
        catch (IOException)
        {
            answer.TrySetResult(false);
        }
        finally
        {
            _turn.Release();
        }

        // The process may have died before it heard: then nobody will answer.
        var patience = Task.Delay(TimeSpan.FromSeconds(10), ct);
        return await Task.WhenAny(answer.Task, patience) == answer.Task && await answer.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
            await _child.DisposeAsync();
        _turn.Dispose();
    }

    private async Task Listen(Child child)
    {
        while (await child.Hear(CancellationToken.None) is { } line)
        {
            var isDone = !line.StartsWith(Manner.Failed, StringComparison.Ordinal);
            if (_open.TryRemove(line.TrimStart(Manner.Failed[0]), out var answer))
                answer.TrySetResult(isDone);
        }

        foreach (var key in _open.Keys)
        {
            if (_open.TryRemove(key, out var answer))
                answer.TrySetResult(false);
        }
    }
}
