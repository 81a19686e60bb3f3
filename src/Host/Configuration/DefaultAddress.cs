namespace SalesEngagement.Host.Configuration;

/// <summary>Where the Host listens when nobody says otherwise.</summary>
internal static class DefaultAddress
{
    private static readonly string[] Settings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints:Http:Url"];

    /// <summary>The address in README, unless one of ASP.NET's settings names another.</summary>
    public static void ListenWhereReadmeSays(this WebApplicationBuilder builder)
    {
        if (Settings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting])))
            builder.WebHost.UseUrls("http://localhost:5080");
    }
}
