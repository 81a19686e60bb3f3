using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>An identity provider that says who it is and which key it has, so that sign-ins by one can begin. Nobody finishes there.</summary>
internal sealed class SmallIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallIssuer(WebApplication app) => _app = app;

    /// <summary>What it is called.</summary>
    public string Name => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts it on a free port of this machine.</summary>
    public static async Task<SmallIssuer> Start(CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var shown = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
            new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = key.ExportParameters(false).Q })) { KeyId = "one" });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var issuer = new SmallIssuer(builder.Build());
        issuer._app.Run(http => http.Request.Path == "/keys"
            ? http.Response.WriteAsJsonAsync(new { keys = new[] { new { kty = shown.Kty, kid = shown.Kid, crv = shown.Crv, x = shown.X, y = shown.Y } } }, ct)
            : http.Response.WriteAsJsonAsync(
                new
                {
                    issuer = issuer.Name, authorization_endpoint = $"{issuer.Name}/auth", token_endpoint = $"{issuer.Name}/token", jwks_uri = $"{issuer.Name}/keys",
                },
                ct));
        await issuer._app.StartAsync(ct);
        return issuer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
