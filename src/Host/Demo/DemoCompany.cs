using SalesEngagement.Domain.Users;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Demo;

/// <summary>The company that a private installation begins with. Ids are fixed, so that seeding twice adds nothing.</summary>
internal static class DemoCompany
{
    public const string Name = "Northwind Demo";

    /// <summary>Everybody's; good for a machine that nobody else reaches.</summary>
    public const string Password = "demo-password-2026";

    /// <summary>Time of the fixed ids.</summary>
    private static readonly DateTimeOffset Founded = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static Guid Id { get; } = Fixed(kind: 1, number: 0);

    public static NewUser Admin { get; } = User(1, "Alex Demo", "admin", Role.Admin);

    public static NewUser Manager { get; } = User(2, "Maria Demo", "manager", Role.Manager);

    public static NewUser Rep { get; } = User(3, "Robin Demo", "rep", Role.Rep);

    /// <summary>The n-th id of a kind.</summary>
    public static Guid Fixed(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(Founded).TryWriteBytes(bytes, bigEndian: true, out _);
        // Version and variant bits stay, everything random becomes the kind and the number.
        bytes[6] = 0x70;
        bytes[7] = (byte)kind;
        bytes[8] = 0x80;
        bytes[9..].Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new Guid(bytes, bigEndian: true);
    }

    private static NewUser User(int number, string name, string account, Role role) =>
        new(name, $"{account}@demo.example", Password, [role]) { Id = Fixed(kind: 2, number) };
}
