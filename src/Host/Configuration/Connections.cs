namespace SalesEngagement.Host.Configuration;

/// <summary>How each database role of a running Host is reached; section <c>ConnectionStrings</c>.</summary>
/// <param name="Main">Main database as <c>engagement_app</c>: every request.</param>
/// <param name="Daemon">Main database as <c>engagement_daemon</c>: projections and subscriptions.</param>
/// <param name="Keys">Key database as <c>engagement_keys</c>.</param>
internal sealed record Connections(string Main, string Daemon, string Keys)
{
    private static readonly string[] Needed = [nameof(Main), nameof(Daemon), nameof(Keys)];

    /// <summary>Whether an existing server was named at all.</summary>
    public static bool AreConfigured(IConfiguration configuration) =>
        configuration.GetSection("ConnectionStrings").GetChildren().Any(child => !string.IsNullOrEmpty(child.Value));

    /// <exception cref="SettingMissingException">Names every one that is missing.</exception>
    public static Connections From(IConfiguration configuration)
    {
        SettingMissingException.ThrowIfAny(configuration, Needed.Select(name => $"ConnectionStrings:{name}"));
        return new(
            configuration.GetConnectionString(nameof(Main))!,
            configuration.GetConnectionString(nameof(Daemon))!,
            configuration.GetConnectionString(nameof(Keys))!);
    }

    /// <summary>Never the values: they hold passwords.</summary>
    public override string ToString() => nameof(Connections);
}
