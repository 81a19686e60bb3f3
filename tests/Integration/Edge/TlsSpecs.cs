using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Edge;

/// <summary>A Host with a certificate, set up as docs/configuration.md says, and nothing but settings.</summary>
public sealed class TlsSpecs : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls-");
    private TestHost _host = null!;
    private Uri _plain = null!;
    private Uri _secure = null!;
    private string _ours = "";

    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = await Certificate();
        _host = await TestHost.Start(new Dictionary<string, string>
        {
            ["Kestrel:Endpoints:Http:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:Https:Url"] = "https://127.0.0.1:0",
            ["Kestrel:Endpoints:Https:Certificate:Path"] = certificate,
            ["Kestrel:Endpoints:Https:Certificate:KeyPath"] = key,
        });
        var addresses = _host.Listen();
        _plain = addresses.First(address => address.Scheme == "http");
        _secure = addresses.First(address => address.Scheme == "https");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task https_works_and_clear_requests_are_refused_or_sent_to_its_port()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = IsOurs;
        using var client = new HttpClient(handler);
        await client.Get($"{_secure}health/live").ShouldBe(200);
        await client.Get($"{_plain}api/v1/auth/me").ShouldBeRefused(403, "https-required");
        var page = await client.Send(HttpMethod.Get, $"{_plain}docs/index.html", null, null, ("Accept", "text/html")).ShouldBe(307);
        page.Headers.Location.ShouldBe(new Uri($"https://127.0.0.1:{_secure.Port}/docs/index.html"));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task tls_1_2_and_1_3_are_spoken(SslProtocols protocol) => (await Handshake(protocol)).ShouldBe(protocol);

    private async Task<SslProtocols> Handshake(SslProtocols protocol)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _secure.Port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost", EnabledSslProtocols = protocol, RemoteCertificateValidationCallback = IsOurs,
            },
            TestContext.Current.CancellationToken);
        return tls.SslProtocol;
    }

    private bool IsOurs(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented?.GetCertHashString() == _ours;

    private async Task<(string Certificate, string Key)> Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _ours = certificate.GetCertHashString();
        var (certificatePath, keyPath) = (Path.Combine(_folder.FullName, "fullchain.pem"), Path.Combine(_folder.FullName, "privkey.pem"));
        await File.WriteAllTextAsync(certificatePath, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (certificatePath, keyPath);
    }
}
