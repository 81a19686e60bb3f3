namespace SalesEngagement.Host.Access;

/// <summary>The passwords that attackers try first; <c>common-passwords.txt</c> says where they come from.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> All =
        new(EmbeddedList.Beside(typeof(CommonPasswords), "common-passwords.txt"), StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public static int Count => All.Count;

    /// <summary>Characters of the shortest.</summary>
    public static int Shortest { get; } = All.Min(password => password.Length);

    /// <summary>Characters of the longest.</summary>
    public static int Longest { get; } = All.Max(password => password.Length);

    /// <summary>Whether this is one of them; in lower case.</summary>
    public static bool Contains(ReadOnlySpan<char> password) => Known.Contains(password);
}
