using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Domain.Access;

/// <summary>A sign-in from its start to its end.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Method">How they proved who they are.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">With which program.</param>
public sealed record SignIn(Guid UserId, SignInMethod Method, NetworkAddress? Address, FreeText? UserAgent)
{
    /// <summary>Whether the user ended it.</summary>
    public bool IsSignedOut { get; private init; }

    public static SignIn Create(SignedIn e) => new(e.UserId, e.Method, e.Address, e.UserAgent);

    public SignIn Apply(SignedOut _) => this with { IsSignedOut = true };
}
