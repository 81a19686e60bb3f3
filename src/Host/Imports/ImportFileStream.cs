namespace SalesEngagement.Host.Imports;

/// <summary>Pieces, one after the other, as a stream; one is in memory.</summary>
internal sealed class ImportFileStream(Func<int, CancellationToken, Task<byte[]?>> load) : Stream
{
    private byte[] _part = [];
    private int _at;
    private int _next;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _part.Length && !_isOver)
        {
            var part = await load(_next++, cancellationToken);
            (_part, _at, _isOver) = (part ?? [], 0, part is null);
        }

        var read = Math.Min(buffer.Length, _part.Length - _at);
        _part.AsMemory(_at, read).CopyTo(buffer);
        _at += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
