using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Access;

/// <summary>What the documentation shows for these routes.</summary>
internal static class AuthExamples
{
    private const string Email = "ada@acme.example";
    private const string Password = "correct horse battery staple";
    private const string OpaqueToken = "AZmF0cH2fQe2c0x8k1y3bQGZhdHB9n0HtnNMfJNct20wZ3FvbnZ0c2hvd25oZXJlYXNhbmV4YW1wbGU";
    private static readonly Guid TenantId = Guid.Parse("0199a1d0-c1f6-7d07-b673-4c7c935cb76d");
    private static readonly Guid UserId = Guid.Parse("0199a1d0-c1f6-7e2b-9c41-52d6a7f8e310");

    public static RegisterRequest Register { get; } = new("Acme", "Ada Lovelace", Email, Password);

    public static RegisterResponse Registered { get; } = new(TenantId, UserId);

    public static LoginRequest Login { get; } = new(Email, Password);

    public static RefreshRequest Refresh { get; } = new(OpaqueToken);

    public static SignInResponse SignedIn { get; } = new(
        "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…", 600, OpaqueToken,
        new(UserId, "Ada Lovelace", Email, [Role.Admin], TenantId));

    public static MeResponse Me { get; } = new(UserId, "Ada Lovelace", Email, [Role.Admin], TenantId, SecondFactor: true);

    public static JsonWebKeys Keys { get; } = new([new(
        "EC", "P-256", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "sig", "ES256", "q2M0d3v6m1cQy5k9v7r8s2t4w6x8z0a1b3c5d7e9f1A")]);
}
