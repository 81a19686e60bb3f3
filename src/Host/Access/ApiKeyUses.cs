using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Host.Access;

/// <summary>
/// When and from where keys were last used, to the minute. Requests only say so; one writer behind them does the rest, and
/// leaves a row alone that others are writing to. What is lost with the process, the key's next use says again.
/// </summary>
internal sealed partial class ApiKeyUses(IEventStore store, ILogger<ApiKeyUses> log) : BackgroundService
{
    /// <summary>Uses that follow each other more closely are one.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private static readonly string NoteSql = EmbeddedSql.Beside<ApiKeyUses>("NoteApiKeyUse.sql");
    private static readonly string FindSql = EmbeddedSql.Beside<ApiKeyUses>("ApiKeyUses.sql");

    // One waiting use for each key, however many requests it sends.
    private readonly ConcurrentDictionary<Guid, bool> _waiting = new();
    private readonly Channel<KeyUse> _uses = Channel.CreateUnbounded<KeyUse>(new() { SingleReader = true });

    /// <summary>Whether a use now is another than the last one noted.</summary>
    public static bool IsWorthNoting(DateTimeOffset? last, DateTimeOffset now) => last is null || last <= now - Apart;

    /// <summary>Has the use written down in a moment.</summary>
    public void Note(KeyUse use)
    {
        if (_waiting.TryAdd(use.KeyId, true))
            _uses.Writer.TryWrite(use);
    }

    /// <summary>The last uses of these keys; those that were never used are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, LastUse>> Of(
        IQuerySession session, IEnumerable<Guid> keys, CancellationToken ct)
    {
        var uses = await session.Query<LastUse>(
            FindSql, ct,
            new NpgsqlParameter<string> { TypedValue = session.TenantId },
            new NpgsqlParameter<Guid[]> { TypedValue = [.. keys] });
        return uses.ToDictionary(use => use.Id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in _uses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Write(use, stoppingToken);
            }
#pragma warning disable CA1031 // One use that cannot be noted must not keep the others from it, nor end the Host.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotNoted(use.KeyId, failure.GetType().Name);
            }

            _waiting.TryRemove(use.KeyId, out _);
        }
    }

    private async Task Write(KeyUse use, CancellationToken ct)
    {
        var tenant = use.TenantId.ToString();
        await store.Query(tenant).Query<Noted>(
            NoteSql, ct,
            new NpgsqlParameter<string> { TypedValue = tenant },
            new NpgsqlParameter<Guid> { TypedValue = use.KeyId },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = use.At },
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Inet, Value = (object?)use.From ?? DBNull.Value },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = use.At - Apart });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of API key {KeyId} could not be noted ({Fault}); its next one will.")]
    private partial void NotNoted(Guid keyId, string fault);

    private sealed record Noted(Guid Id);
}

/// <summary>A key was used.</summary>
internal sealed record KeyUse(Guid TenantId, Guid KeyId, DateTimeOffset At, IPAddress? From);

/// <summary>When a key was last used, and from where; null when that is not known.</summary>
internal sealed record LastUse(Guid Id, DateTimeOffset LastUsedAt, string? LastUsedAddress);
