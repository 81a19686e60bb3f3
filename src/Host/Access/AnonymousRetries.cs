using System.Security.Cryptography;
using System.Text;
using SalesEngagement.Application.Pipeline;
using SalesEngagement.Domain.Tenants;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>
/// Makes a repeated registration find the first one although nobody is signed in: with an <c>Idempotency-Key</c> the
/// new tenant's id follows from the key, so the repetition looks among that tenant's answers.
/// </summary>
internal sealed class AnonymousRetries(
    RequestContext requests, IMasterKeyProvider masterKeys, IEventStore store, TimeProvider clock)
{
    /// <summary>Who registers, as far as the log is concerned.</summary>
    private const string Principal = "registration";

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, masterKeys.Key(masterKeys.CurrentId).ToArray(), 32, info: "registration-retries"u8.ToArray());

    /// <summary>The context of a registration: its tenant is the one that is about to be.</summary>
    public CommandContext ContextOf(HttpContext context)
    {
        var tenant = requests.Idempotency(context) is { Key: var key } ? TenantOf(key) : Guid.CreateVersion7(clock.GetUtcNow());
        return requests.Of(context, tenant.ToString(), Principal, RecordScope.All);
    }

    /// <summary>Whether the key made a company so long ago that its answer is forgotten: it must not be found again.</summary>
    public async Task<bool> IsStale(CommandContext context, CancellationToken ct)
    {
        if (context.Idempotency is null)
            return false;
        var session = store.Open(context.TenantId, new(Principal));
        var tenant = await session.Fetch<Tenant>(Guid.Parse(context.TenantId), ct);
        return tenant.State is { } state && state.RegisteredAt + Remembered < clock.GetUtcNow();
    }

    private Guid TenantOf(string key)
    {
        var id = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new(id, bigEndian: true);
    }
}
