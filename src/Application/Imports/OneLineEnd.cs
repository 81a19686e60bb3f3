namespace SalesEngagement.Application.Imports;

/// <summary>Makes every line end, CR LF or CR, an LF, so that one kind is left to be understood.</summary>
internal sealed class OneLineEnd(TextReader inner) : TextReader
{
    private bool _afterCr;

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        int kept;
        do
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                return 0;
            kept = Keep(buffer.Span[..read]);
        }
        while (kept == 0 && !buffer.IsEmpty); // A lone LF of a CR that ended the buffer before.
        return kept;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override int Read(char[] buffer, int index, int count)
    {
        int kept;
        do
        {
            var read = inner.Read(buffer, index, count);
            if (read == 0)
                return 0;
            kept = Keep(buffer.AsSpan(index, read));
        }
        while (kept == 0 && count > 0);
        return kept;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Keep(Span<char> text)
    {
        if (!_afterCr && !text.Contains('\r'))
            return text.Length;
        var kept = 0;
        foreach (var c in text)
        {
            if (c == '\r' || (c == '\n' && !_afterCr))
                text[kept++] = '\n';
            else if (c != '\n')
                text[kept++] = c;
            _afterCr = c == '\r';
        }

        return kept;
    }
}
