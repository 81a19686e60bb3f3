namespace SalesEngagement.Host.Configuration;

/// <summary>Both databases as <c>engagement_owner</c>: what changes the schema. A running Host does not have them.</summary>
/// <param name="Main"><c>ConnectionStrings:Owner</c>.</param>
/// <param name="Keys"><c>ConnectionStrings:KeysOwner</c>.</param>
internal sealed record OwnerConnections(string Main, string Keys)
{
    private static readonly string[] Needed = ["ConnectionStrings:Owner", "ConnectionStrings:KeysOwner"];

    /// <exception cref="SettingMissingException">Names every one that is missing.</exception>
    public static OwnerConnections From(IConfiguration configuration)
    {
        SettingMissingException.ThrowIfAny(configuration, Needed);
        return new(configuration[Needed[0]]!, configuration[Needed[1]]!);
    }

    /// <summary>Never the values: they hold passwords.</summary>
    public override string ToString() => nameof(OwnerConnections);
}
