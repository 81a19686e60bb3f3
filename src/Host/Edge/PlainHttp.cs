using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// What to do with requests in clear where https is there: people who open a page are sent on; programs are refused, for
/// one that is sent on would leak its credential each time and nobody would notice.
/// </summary>
internal sealed class PlainHttp(RequestDelegate next, IOptions<EdgeOptions> options, IServer server)
{
    private const int UsualPort = 443;

    private static readonly Problem Refused = new(
        StatusCodes.Status403Forbidden, "https-required",
        "Send this over https. A credential that was in it has been readable on the way: replace it.");

    private readonly Lazy<int?> _listening = new(() => PortOf(server));

    public Task InvokeAsync(HttpContext context)
    {
        // Orchestrators ask for health on the inner side of whatever does TLS.
        if (context.Request.IsHttps || !IsRequired || context.Request.Path.StartsWithSegments("/health"))
            return next(context);
        if (!IsPage(context.Request))
            return Refused.ExecuteAsync(context);

        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = InTls(context.Request);
        return Task.CompletedTask;
    }

    private bool IsRequired => options.Value.RequireHttps ?? _listening.Value is not null;

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Authorization.Count == 0;

    private string InTls(HttpRequest request)
    {
        var port = options.Value.HttpsPort ?? _listening.Value ?? UsualPort;
        var host = port == UsualPort ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        return UriHelper.BuildAbsolute("https", host, request.PathBase, request.Path, request.QueryString);
    }

    private static int? PortOf(IServer server) => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(BindingAddress.Parse)
        .FirstOrDefault(address => address.Scheme == "https")?.Port;
}
