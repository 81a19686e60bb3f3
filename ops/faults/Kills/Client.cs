namespace SalesEngagement.Faults.Kills;

/// <summary>Sends commands one after the other to a stream of its own, and keeps a journal outside of what is killed.</summary>
internal sealed class Client(Server server, string manner, Guid stream)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Its stream.</summary>
    public Guid Stream => stream;

    /// <summary>The keys of the commands that were acknowledged.</summary>
    public List<Guid> Acknowledged { get; } = [];

    /// <summary>Sends until cancelled; the last command is seen through.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var key = Guid.CreateVersion7();
            if (await SeenThrough(key))
                Acknowledged.Add(key);
            // What is acknowledged early costs nothing to ask for: it must not drown the others.
            if (manner == Manner.Early)
                await Task.Delay(Pause, CancellationToken.None);
        }
    }

    // A command acknowledged early is never sent again: its client has its answer.
    private async Task<bool> SeenThrough(Guid key)
    {
        while (!await server.Ask(manner, key, stream, CancellationToken.None))
        {
            await Task.Delay(Pause, CancellationToken.None);
            if (manner == Manner.Early)
                return false;
        }

        return true;
    }
}
