using System.Security.Cryptography;

namespace SalesEngagement.Domain.Lists;

/// <summary>A contact and a list that it is on, or once was.</summary>
public sealed record ListMember(Guid ListId, Guid ContactId, bool IsOn)
{
    public static ListMember Create(ListMemberAdded e) => new(e.ListId, e.ContactId, IsOn: true);

    public ListMember Apply(ListMemberAdded _) => this with { IsOn = true };

    public ListMember Apply(ListMemberRemoved _) => this with { IsOn = false };

    /// <summary>The stream of this contact on this list: always the same (a uuid of version 8, RFC 9562, of a hash of both).</summary>
    public static Guid IdOf(Guid listId, Guid contactId)
    {
        Span<byte> both = stackalloc byte[32];
        listId.TryWriteBytes(both, bigEndian: true, out _);
        contactId.TryWriteBytes(both[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(both, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
