using System.Buffers;
using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Application.Contacts;

/// <summary>Reads e-mail addresses as people write them.</summary>
public static class EmailAddressText
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" \t\r\n\"(),:;<>[\\]");

    /// <summary>The address, trimmed, or null when nothing could be delivered there.</summary>
    public static EmailAddress? Read(string? text)
    {
        var address = text?.Trim() ?? "";
        var at = address.LastIndexOf('@');
        return address.Length <= Longest
            && at is > 0 and <= LongestLocalPart
            && address.IndexOf('@', StringComparison.Ordinal) == at
            && !address.AsSpan().ContainsAny(Forbidden)
            && !address.Any(char.IsControl)
            && IsDomain(address[(at + 1)..])
                ? new EmailAddress(address)
                : null;
    }

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label =>
            label is { Length: > 0 and <= 63 } and not ['-', ..] and not [.., '-']
            && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
}
