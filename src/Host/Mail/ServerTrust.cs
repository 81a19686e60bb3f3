using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SalesEngagement.Host.Mail;

/// <summary>Whether the mail server is who it says: by the authorities the machine trusts, or by the configured ones alone.</summary>
internal sealed class ServerTrust : IDisposable
{
    private readonly X509Certificate2Collection _authorities = [];

    public ServerTrust(IOptions<MailOptions> options)
    {
        if (options.Value.AuthorityFile is { } file)
            _authorities.ImportFromPemFile(file);
    }

    /// <summary>Whether a certificate that was shown for the server's name holds.</summary>
    public bool Holds(X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        if (_authorities.Count == 0)
            return errors == SslPolicyErrors.None;
        if (certificate is not X509Certificate2 server || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in shown?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(server);
    }

    public void Dispose()
    {
        foreach (var authority in _authorities)
            authority.Dispose();
    }
}
