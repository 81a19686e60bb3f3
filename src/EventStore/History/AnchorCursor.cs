namespace SalesEngagement.EventStore.History;

/// <summary>Walks through an anchor beside rounds in ascending order. Of two lines for one round the first counts.</summary>
internal sealed class AnchorCursor(IHistoryAnchor anchor, CancellationToken ct) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<AnchoredRound> _lines = anchor.Read(ct).GetAsyncEnumerator(ct);
    private AnchoredRound? _line;
    private bool _ended;

    /// <summary>The highest round seen.</summary>
    public long Reached { get; private set; }

    /// <summary>The line of a round; null when the anchor does not have it.</summary>
    public async Task<AnchoredRound?> Find(long round)
    {
        while (!_ended && (_line is null || _line.Round < round))
            await Next();
        return _line?.Round == round && !_ended ? _line : null;
    }

    /// <summary>Whether a round is as the anchor knows it, or behind the anchor's end.</summary>
    public async Task<bool> Confirms(long round, byte[] hash) =>
        await Find(round) is { } line
            ? line.Hash == Convert.ToHexStringLower(hash)
            : _ended && round > Reached;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private async Task Next()
    {
        do
        {
            if (!await _lines.MoveNextAsync())
            {
                _ended = true;
                return;
            }
        }
        while (_lines.Current.Round <= Reached);
        _line = _lines.Current;
        Reached = _line.Round;
    }
}
