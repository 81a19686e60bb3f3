namespace SalesEngagement.Host.Configuration;

/// <summary>Settings that this start needs are not there; the message names each as a file and as the environment write it.</summary>
internal sealed class SettingMissingException(IReadOnlyList<string> settings) : Exception(
    $"""
    Missing setting{(settings.Count > 1 ? "s" : "")}: {string.Join(", ", settings)}.
    Set {string.Join(", ", settings.Select(InEnvironment))} in the environment, or the same names in appsettings or user secrets.
    docs/configuration.md describes every setting. Only in Development does the Host start a database of its own.
    """)
{
    /// <summary>Throws when one of the settings has no value.</summary>
    public static void ThrowIfAny(IConfiguration configuration, IEnumerable<string> needed)
    {
        string[] missing = [.. needed.Where(setting => string.IsNullOrEmpty(configuration[setting]))];
        if (missing.Length > 0)
            throw new SettingMissingException(missing);
    }

    private static string InEnvironment(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
