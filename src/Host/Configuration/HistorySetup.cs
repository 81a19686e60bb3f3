using SalesEngagement.EventStore.History;

namespace SalesEngagement.Host.Configuration;

/// <summary>Where this installation's signing keys and its anchor are.</summary>
internal static class HistorySetup
{
    private const string KeyFileSetting = $"{HistoryOptions.Section}:{nameof(HistoryOptions.SigningKeyFile)}";
    private const string AnchorSetting = $"{HistoryOptions.Section}:{nameof(HistoryOptions.AnchorFile)}";

    /// <summary>
    /// Seals history unless it was switched off. A private installation makes its own key and anchor beside its cluster.
    /// </summary>
    /// <exception cref="SettingMissingException">Outside Development, when there is no key or no anchor.</exception>
    /// <exception cref="InvalidSettingException">What is there is not a list of keys, or out of its range.</exception>
    public static void AddHistory(this WebApplicationBuilder builder, Installation installation)
    {
        var options = Settings.Read<HistoryOptions>(builder.Configuration, HistoryOptions.Section);
        var isTold = !string.IsNullOrEmpty(options.SigningKeys) || !string.IsNullOrEmpty(options.SigningKeyFile);
        var isOwed = isTold || installation.PrivateFolder is not null || !builder.Environment.IsDevelopment();
        if (!options.Enabled || !isOwed)
            return;

        var anchor = options.AnchorFile ?? Beside(installation, "history.anchor");
        SettingMissingException.ThrowIfAny(builder.Configuration,
        [
            .. isTold || installation.PrivateFolder is not null ? Array.Empty<string>() : [KeyFileSetting],
            .. anchor is null ? [AnchorSetting] : Array.Empty<string>(),
        ]);
        var keys = Keys(options, installation);
        builder.Services.AddHistorySealing(_ => new SealOptions
        {
            Keys = keys,
            Anchor = new FileAnchor(anchor!),
            Interval = TimeSpan.FromMilliseconds(options.IntervalMilliseconds),
            RoundSize = options.RoundSize,
        });
    }

    private static SealKeys Keys(HistoryOptions options, Installation installation)
    {
        try
        {
            if (!string.IsNullOrEmpty(options.SigningKeys))
                return SealKeys.FromText(options.SigningKeys, $"{HistoryOptions.Section}:{nameof(HistoryOptions.SigningKeys)}");
            return string.IsNullOrEmpty(options.SigningKeyFile)
                ? SealKeys.FromFile(Beside(installation, "signing.key")!, create: true)
                : SealKeys.FromFile(options.SigningKeyFile, create: false);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidSettingException(e.Message);
        }
    }

    private static string? Beside(Installation installation, string file) =>
        installation.PrivateFolder is { } folder ? Path.Combine(folder, file) : null;
}
