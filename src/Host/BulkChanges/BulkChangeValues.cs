using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.BulkChanges;

/// <summary>Encrypts values of fields for as long as a bulk change needs them, bound to it: they may be about people.</summary>
internal sealed class BulkChangeValues(SecretBox boxes)
{
    private const string Key = "bulk-changes";

    public async Task<byte[]?> Close(BulkPlanValue value, string tenantId, Guid id, CancellationToken ct) =>
        value.ToBytes() is { } bytes ? await boxes.Close(Key, bytes, tenantId, id, ct) : null;

    public async Task<BulkPlanValue> Open(byte[]? box, string tenantId, Guid id, CancellationToken ct) =>
        BulkPlanValue.Of(box is null ? null : await boxes.Open(Key, box, tenantId, id, ct));
}
