namespace SalesEngagement.Host.Configuration;

/// <summary>The configuration that every verb begins with.</summary>
internal static class HostBuilding
{
    private static readonly string[] AddressSettings =
        ["urls", "http_ports", "https_ports", "Kestrel:Endpoints:Http:Url", "Kestrel:Endpoints:Https:Url"];

    /// <summary>
    /// Settings from beside the program, wherever it is called from; then the environment and the arguments. Listens
    /// where README says unless one of ASP.NET's settings names another address.
    /// </summary>
    public static WebApplicationBuilder Begin(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (AddressSettings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting])))
            builder.WebHost.UseUrls(ListeningAddress.Usual);
        return builder;
    }
}
