using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Rules and hashing of passwords (NIST 800-63B: length and what an attacker tries first, no composition).</summary>
internal sealed class Passwords
{
    private const int Shortest = 12;
    private const int Longest = 128;
    private const int ShortestTellingWord = 4;
    private readonly PasswordHasher<Passwords> _hasher;
    private readonly string _nobodys;

    public Passwords(IOptions<AccessOptions> options)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _nobodys = _hasher.HashPassword(this, "the password of nobody");
    }

    /// <summary>Notes what is wrong with a new password. <paramref name="known"/>: words an attacker knows of this user.</summary>
    public static void Check(Validation check, string password, params string?[] known)
    {
        check.Require(
            password.Length is >= Shortest and <= Longest, "/password", $"must have {Shortest} to {Longest} characters");
        check.Require(
            !known.Where(word => word?.Length >= ShortestTellingWord)
                .Any(word => password.Contains(word!, StringComparison.OrdinalIgnoreCase)),
            "/password", "must not contain your e-mail address or company name");
    }

    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>Whether the password fits; for an unknown account (null) it costs the same and never fits.</summary>
    public bool Fits(string? hash, string password) =>
        _hasher.VerifyHashedPassword(this, hash ?? _nobodys, password) != PasswordVerificationResult.Failed
        && hash is not null;
}
