using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>
/// Keeps decrypted values out of read models after an erasure, without trusting clocks or messages. An erasure, in this
/// order: (1) destroys the key; (2) raises the epoch; (3) makes the rows anew, under the lock that every batch takes, and
/// raises the table's generation. Whoever writes rows: (a) reads the generation; (b) looks at the epoch here, and so
/// forgets all keys from before it; (c) reads and decrypts; (d) writes, under that lock, only if the generation is still
/// the one of (a). If (d) comes before (3), step 3 makes its rows anew. If it comes after and the generation still
/// holds, then (a) came after (3), so (b) after (2), and every key of (c) was read after (1): it is gone.
/// </summary>
internal sealed class ErasureEpoch(Databases databases, SubjectKeys keys, TenantFences fences)
{
    private const string Sql = "select engagement.erasure_epoch()";
    private readonly Lock _turn = new();
    private long _known;

    /// <summary>No key in memory, and no list of tenants that left, is older than the erasure with this number. Take it before those.</summary>
    public long Known => Volatile.Read(ref _known);

    /// <summary>From its return on, no key in memory is older than the last erasure that had destroyed one before the call.</summary>
    public async Task Look(CancellationToken ct)
    {
        await using var command = databases.App.CreateCommand(Sql);
        var epoch = (long)(await command.ExecuteScalarAsync(ct))!;
        if (epoch != Known)
            await fences.Load(ct); // Tenants that left by then are known to have left.
        lock (_turn)
        {
            if (epoch == _known)
                return;
            keys.Forget();
            Volatile.Write(ref _known, epoch);
        }
    }
}
