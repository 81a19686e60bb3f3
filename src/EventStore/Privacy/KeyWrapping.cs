using System.Security.Cryptography;

namespace SalesEngagement.EventStore.Privacy;

/// <summary>The envelope: the master key wraps a tenant's, the tenant's wraps its subjects'.</summary>
internal static class KeyWrapping
{
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(SubjectCipher.KeyBytes);

    public static byte[] Wrap(this IMasterKeyProvider masters, string tenantId, int version, byte[] key) =>
        SubjectCipher.Encrypt(masters.Key(masters.CurrentId).Span, key, TenantPlace(masters.CurrentId, tenantId, version));

    public static byte[] Unwrap(this IMasterKeyProvider masters, string masterId, string tenantId, int version, byte[] wrapped) =>
        SubjectCipher.Decrypt(masters.Key(masterId).Span, wrapped, TenantPlace(masterId, tenantId, version));

    public static byte[] Wrap(this TenantKey tenant, SubjectId subject, int version, byte[] key) =>
        SubjectCipher.Encrypt(tenant.Bytes, key, SubjectPlace(tenant, subject, version));

    public static byte[] Unwrap(this TenantKey tenant, SubjectId subject, int version, byte[] wrapped) =>
        SubjectCipher.Decrypt(tenant.Bytes, wrapped, SubjectPlace(tenant, subject, version));

    private static string TenantPlace(string masterId, string tenantId, int version) =>
        $"tenant-key|{masterId}|{tenantId}|{version}";

    private static string SubjectPlace(TenantKey tenant, SubjectId subject, int version) =>
        $"subject-key|{subject.TenantId}|{tenant.Version}|{subject.Subject}|{version}";
}

/// <summary>A tenant's key in clear; it wraps its subjects' keys.</summary>
internal sealed record TenantKey(int Version, byte[] Bytes);
