using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesEngagement.Application.ApiKeys;

/// <summary>Reads a range of addresses, such as <c>203.0.113.0/24</c> or <c>2001:db8::/32</c>, or one address.</summary>
public static class AddressRangeText
{
    private const int MappedPrefix = 96;

    /// <summary>
    /// The range in its one form: an address alone has all its bits fixed, an IPv4 range that is written as IPv6 is an IPv4
    /// range. Null when the text is no range, or its address has bits behind the prefix.
    /// </summary>
    public static string? Read(string? text)
    {
        if (text?.Trim().Split('/') is not { Length: 1 or 2 } parts || AddressOf(parts[0]) is not { } address)
            return null;

        var prefix = parts is [_, var length] ? PrefixOf(length) : 8 * address.GetAddressBytes().Length;
        if (address.IsIPv4MappedToIPv6)
            (address, prefix) = (address.MapToIPv4(), prefix - MappedPrefix);
        return IsPrefix(address.GetAddressBytes(), prefix)
            ? string.Create(CultureInfo.InvariantCulture, $"{address}/{prefix}")
            : null;
    }

    // The framework also reads 10.1 and 010.0.0.1, brackets and zones; people who write such mean something else.
    private static IPAddress? AddressOf(string text) =>
        text.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '.')
        && IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? address
            : null;

    private static int PrefixOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) ? prefix : -1;

    private static bool IsPrefix(byte[] address, int prefix)
    {
        if (prefix < 0 || prefix > 8 * address.Length)
            return false;
        for (var bit = prefix; bit < 8 * address.Length; bit++)
        {
            if ((address[bit / 8] & (0x80 >> (bit % 8))) != 0)
                return false;
        }

        return true;
    }
}
