using SalesEngagement.EventStore.Privacy;

namespace SalesEngagement.Host.Configuration;

/// <summary>Where this installation's master keys come from.</summary>
internal static class MasterKeys
{
    /// <summary>Setting with the keys themselves, for environments that hand out secrets as variables.</summary>
    public const string TextSetting = "Privacy:MasterKeys";

    /// <summary>Setting with the path of a file with the keys.</summary>
    public const string FileSetting = "Privacy:MasterKeyFile";

    /// <summary>The configured ones; a private installation makes its own beside its cluster.</summary>
    /// <exception cref="SettingMissingException">Neither setting is there.</exception>
    /// <exception cref="InvalidSettingException">What is there is not a list of keys.</exception>
    public static IMasterKeyProvider From(IConfiguration configuration, string? privateFolder)
    {
        try
        {
            if (configuration[TextSetting] is { Length: > 0 } text)
                return LocalMasterKeys.FromText(text, TextSetting);
            if (configuration[FileSetting] is { Length: > 0 } file)
                return LocalMasterKeys.FromFile(file, create: false);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidSettingException(e.Message);
        }

        if (privateFolder is null)
            SettingMissingException.ThrowIfAny(configuration, [FileSetting]);
        return LocalMasterKeys.FromFile(Path.Combine(privateFolder!, "master.key"), create: true);
    }
}
