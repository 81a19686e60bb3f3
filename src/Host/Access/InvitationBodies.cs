using SalesEngagement.Domain.Users;

namespace SalesEngagement.Host.Access;

/// <summary>A person to be asked to join the company.</summary>
internal sealed record InviteRequest(string? Email, string? Name, IReadOnlyList<Role>? Roles, Guid? TeamId = null);

/// <summary>
/// A link for the admin to hand over, shown once. <c>url</c> is absent when the installation does not know its public address:
/// the link is then <c>/invitations/{token}</c> there.
/// </summary>
internal sealed record InvitationLink(string Token, string? Url, DateTimeOffset ExpiresAt);

/// <summary>What somebody sees who opens the link of their invitation; an expired one has to be renewed by the company.</summary>
internal sealed record InvitationResponse(string CompanyName, string Email, string? Name, DateTimeOffset ExpiresAt, bool Expired);

/// <summary>Somebody joins; <c>name</c> may be left out where the invitation has it.</summary>
internal sealed record AcceptRequest(string? Name, string? Password);

/// <summary>What the documentation shows for these routes.</summary>
internal static class InvitationExamples
{
    private const string Token = "AZmh0MH2fQe2c0x8k1y3bQGZodDB9n4rnEFS1qf44xBqf0d9JcYw0pXkqQm8u2sVwqvH3b5nT1cE7rL4oZaYdA";
    private static readonly DateTimeOffset Until = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);

    public static InviteRequest Invite { get; } = new("alan@acme.example", "Alan Turing", [Role.Rep], UserExamples.User.TeamId);

    public static UserResponse Invited { get; } = UserExamples.User with
    {
        Name = "Alan Turing", Email = "alan@acme.example", Status = UserStatus.Invited, Active = false,
        InvitationExpiresAt = Until, Version = 1,
    };

    public static InvitationLink Link { get; } = new(Token, $"https://sales.example/invitations/{Token}", Until);

    public static InvitationResponse Shown { get; } = new("Acme", "alan@acme.example", "Alan Turing", Until, Expired: false);

    public static AcceptRequest Accept { get; } = new("Alan Turing", "correct horse battery staple");
}
