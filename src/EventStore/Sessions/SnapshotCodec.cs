using System.Security.Cryptography;
using System.Text.Json;
using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.EventStore.Sessions;

/// <summary>
/// Between states and what is kept of them. A state is encrypted as a whole: it may hold personal values that are no
/// longer of a personal type. Erasing the person makes it unreadable, and so it counts as not there.
/// </summary>
internal sealed class SnapshotCodec(SubjectKeys keys, StoreOptions options)
{
    private readonly JsonSerializerOptions _json = PersonalJson.Options(options.IsPersonalData);

    /// <summary>What is to be kept.</summary>
    /// <exception cref="SubjectErasedException">The person is erased: nothing may be kept.</exception>
    public async Task<byte[]> Encode<T>(string tenantId, Guid streamId, string? subject, T state, CancellationToken ct)
        where T : class
    {
        var clear = JsonSerializer.SerializeToUtf8Bytes(state, _json);
        if (subject is null)
            return clear;
        var key = (await keys.GetOrCreate(tenantId, [subject], ct))[new(tenantId, subject)];
        return SubjectCipher.Encrypt(key.Bytes, clear, Place<T>(tenantId, streamId));
    }

    /// <summary>The state; null when it can no longer be read.</summary>
    public async Task<T?> Decode<T>(string tenantId, Guid streamId, Snapshot kept, CancellationToken ct)
        where T : class
    {
        try
        {
            if (kept.Subject is null)
                return JsonSerializer.Deserialize<T>(kept.Data, _json);
            var id = new SubjectId(tenantId, kept.Subject);
            return (await keys.Find([id], ct)).TryGetValue(id, out var key) && !key.IsErased
                ? JsonSerializer.Deserialize<T>(SubjectCipher.Decrypt(key.Bytes, kept.Data, Place<T>(tenantId, streamId)), _json)
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or CryptographicException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Place<T>(string tenantId, Guid streamId) => $"snapshot|{tenantId}|{streamId}|{typeof(T).Name}";
}
