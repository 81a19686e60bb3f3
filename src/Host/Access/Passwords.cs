using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Access;

/// <summary>Rules and hashing of passwords (NIST 800-63B: length and what an attacker tries first, no composition).</summary>
internal sealed class Passwords
{
    /// <summary>No password of permitted length is longer, in whichever form it is typed.</summary>
    public const int LongestAsTyped = 1000;

    private const int Shortest = 12;
    private const int Longest = 128;
    private const string Pointer = "/password";
    private readonly IPasswordHasher<Passwords> _hasher;
    private readonly int _rounds;
    private readonly string _nobodys;

    public Passwords(IPasswordHasher<Passwords> hasher, IOptions<AccessOptions> options)
    {
        _hasher = hasher;
        _rounds = options.Value.PasswordIterations;
        _nobodys = Hash("the password of nobody");
    }

    /// <summary>The framework's hasher at our cost.</summary>
    public static IPasswordHasher<Passwords> Hasher(IOptions<AccessOptions> options) => new PasswordHasher<Passwords>(
        Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));

    /// <summary>
    /// Notes what is wrong with a new password. <paramref name="known"/>: what an attacker knows of this user, such as
    /// name, address and company.
    /// </summary>
    public static void Check(Validation check, string password, params string?[] known)
    {
        var composed = password.Length <= LongestAsTyped ? Nfc.Of(password) : "";
        var length = composed.EnumerateRunes().Count();
        if (!check.Require(length is >= Shortest and <= Longest, Pointer, $"must have {Shortest} to {Longest} characters"))
            return;

        check.Require(
            !TellingWords.AreIn(composed, [.. known, Product.Name]),
            Pointer, "must not contain your name, your e-mail address, your company's name or this product's");
        check.Require(
            PasswordWorth.Of(composed) >= PasswordWorth.Least,
            Pointer, "is too easy to guess: it is one that many people use, or follows a pattern. Take several words");
    }

    public string Hash(string password) => _hasher.HashPassword(this, Nfc.Of(password));

    /// <summary>Whether the password fits; for an unknown account (null) it costs the same and never fits.</summary>
    public PasswordFit Fits(string? hash, string password)
    {
        var composed = Nfc.Of(password);
        var fit = Try(hash ?? _nobodys, composed);
        // A hash from before passwords were composed fits what was typed.
        if (fit == PasswordFit.No && composed != password)
            fit = Try(hash ?? _nobodys, password) == PasswordFit.No ? PasswordFit.No : PasswordFit.ButOutdated;
        return hash is null ? PasswordFit.No : fit;
    }

    private PasswordFit Try(string hash, string password)
    {
        switch (_hasher.VerifyHashedPassword(this, hash, password))
        {
            case PasswordVerificationResult.Success:
                return PasswordFit.Yes;
            case PasswordVerificationResult.SuccessRehashNeeded:
                return PasswordFit.ButOutdated;
            default:
                Spend(_rounds - RoundsOf(hash), password);
                return PasswordFit.No;
        }
    }

    /// <summary>A hash at an older, lower cost is refused as late as any other: nobody learns that it is there.</summary>
    private static void Spend(int rounds, string password)
    {
        if (rounds > 0)
            Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), new byte[16], rounds, HashAlgorithmName.SHA512, 32);
    }

    /// <summary>The framework's format: version 1, then hash function, rounds and salt's size, four bytes each.</summary>
    private static int RoundsOf(string hash) => Convert.FromBase64String(hash) is [1, _, _, _, _, .. var rest]
        ? (int)BinaryPrimitives.ReadUInt32BigEndian(rest)
        : 0;
}

/// <summary>Whether a password is the account's.</summary>
internal enum PasswordFit
{
    /// <summary>It is not.</summary>
    No,

    /// <summary>It is, and its hash is as it should be.</summary>
    Yes,

    /// <summary>It is; hash it anew, because the cost has risen since.</summary>
    ButOutdated,
}
