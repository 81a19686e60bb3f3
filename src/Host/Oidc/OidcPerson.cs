using System.Text.Json;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Host.Oidc;

/// <summary>What a provider says of a person, read from claims that were verified.</summary>
/// <param name="Subject">What the issuer calls them, for ever.</param>
/// <param name="Name">Their name, if it says so.</param>
/// <param name="Email">Their address, if it says so.</param>
/// <param name="IsEmailVerified">Whether it has seen that the address is theirs.</param>
/// <param name="Claims">All it says.</param>
/// <param name="SaidAt">When.</param>
internal sealed record OidcPerson(
    string Subject, PersonName? Name, EmailAddress? Email, bool IsEmailVerified, IReadOnlyDictionary<string, JsonElement> Claims,
    DateTimeOffset SaidAt)
{
    private const int LongestSubject = 255;
    private const int MostValues = 1_000;

    /// <summary>Reads claims; null when they name nobody.</summary>
    public static OidcPerson? Read(IReadOnlyDictionary<string, JsonElement> claims)
    {
        if (Text(claims, "sub") is not { Length: > 0 and <= LongestSubject } subject
            || !claims.TryGetValue("iat", out var iat) || iat.ValueKind != JsonValueKind.Number || !iat.TryGetDouble(out var seconds)
            || seconds is < 0 or > 253_402_300_799)
        {
            return null;
        }

        return new(
            subject, NameOf(claims), EmailAddressText.Read(Text(claims, "email")), IsTrue(claims, "email_verified"), claims,
            DateTimeOffset.FromUnixTimeSeconds((long)seconds));
    }

    /// <summary>
    /// The values of a claim: texts, or a list of them. A claim within others is named with dots, such as
    /// <c>realm_access.roles</c>, unless there is one of exactly this name.
    /// </summary>
    public IReadOnlyCollection<string> ValuesOf(string? claim)
    {
        if (claim is null || !Found(claim, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array =>
                [.. value.EnumerateArray().Take(MostValues).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
            _ => [],
        };
    }

    /// <summary>Never who.</summary>
    public override string ToString() => nameof(OidcPerson);

    private bool Found(string claim, out JsonElement value)
    {
        if (Claims.TryGetValue(claim, out value))
            return true;
        var path = claim.Split('.');
        if (!Claims.TryGetValue(path[0], out value))
            return false;
        foreach (var step in path.Skip(1))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
                return false;
        }

        return path.Length > 1;
    }

    private static PersonName? NameOf(IReadOnlyDictionary<string, JsonElement> claims)
    {
        var whole = Text(claims, "name") ?? $"{Text(claims, "given_name")} {Text(claims, "family_name")}";
        var name = string.Concat(whole.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return name.Length == 0 ? null : new(name[..Math.Min(name.Length, NewAccounts.LongestName)]);
    }

    private static string? Text(IReadOnlyDictionary<string, JsonElement> claims, string name) =>
        claims.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Some providers write it as a text.
    private static bool IsTrue(IReadOnlyDictionary<string, JsonElement> claims, string name) =>
        claims.TryGetValue(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() == "true"));
}
