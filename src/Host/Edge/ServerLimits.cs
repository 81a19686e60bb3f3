using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Edge;

/// <summary>
/// What the server itself enforces, before there is a request that could be answered in our form. Where the edge has the
/// same limit the server's is twice as wide, so that honest mistakes get a readable answer and only floods a bare one: a body
/// that is refused is received to its end for a while, else the connection would be reset before the answer is read.
/// </summary>
internal sealed class ServerLimits(IOptions<EdgeOptions> edge) : IConfigureOptions<KestrelServerOptions>
{
    private const int Wider = 2;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public void Configure(KestrelServerOptions options)
    {
        var (wanted, limits) = (edge.Value, options.Limits);
        options.AddServerHeader = false;
        limits.MaxRequestBodySize = Wider * wanted.MaxBodyBytes;
        limits.MaxRequestLineSize = Wider * wanted.MaxTargetBytes;
        limits.MaxRequestHeaderCount = Wider * wanted.MaxHeaders;
        limits.MaxRequestHeadersTotalSize = Wider * wanted.MaxHeaderBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(wanted.HeaderSeconds);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(wanted.KeepAliveSeconds);
        limits.MinRequestBodyDataRate = new(wanted.MinBytesPerSecond, Grace);
        limits.MinResponseDataRate = new(wanted.MinBytesPerSecond, Grace);
        options.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
    }
}
