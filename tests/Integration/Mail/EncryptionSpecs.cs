using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Mail;

/// <summary>Mails travel encrypted, and only to the server that they are meant for.</summary>
public sealed class EncryptionSpecs : IDisposable
{
    private readonly X509Certificate2 _authority = Authority();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("se-mail-");
    private readonly X509Certificate2 _certificate;

    public EncryptionSpecs()
    {
        _certificate = Issue(_authority, "localhost");
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    private string AuthorityFile => Path.Combine(_folder.FullName, "authority.pem");

    public void Dispose()
    {
        _authority.Dispose();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_mail_goes_encrypted_to_a_server_of_the_authority_that_was_named(bool atOnce)
    {
        await using var rig = await MailRig.Start(new MailServer(_certificate, atOnce).Start(), Trusting());
        var email = MailRig.NewEmail();
        await MailRig.Invite(await rig.Host.Register(), email);
        await rig.Server.To(email);
        rig.Server.Encrypted.ShouldBe([true]);
    }

    [Fact]
    public async Task the_server_is_told_who_sends_when_it_wants_to_know()
    {
        var wanting = new MailServer(_certificate) { Wants = ("sender", "the sender's secret") }.Start();
        await using var rig = await MailRig.Start(wanting, Trusting(("Mail:User", "sender"), ("Mail:Password", "the sender's secret")));
        var email = MailRig.NewEmail();
        await MailRig.Invite(await rig.Host.Register(), email);
        await rig.Server.To(email);
    }

    [Theory]
    [InlineData("an authority that nobody has named")]
    [InlineData("another name")]
    [InlineData("another authority")]
    [InlineData("no encryption")]
    [InlineData("a wrong password")]
    public async Task a_server_gets_no_mail_that_shows(string what)
    {
        using var other = Authority();
        using var foreign = Issue(other, "localhost");
        var server = what switch
        {
            "no encryption" => new MailServer(),
            "another authority" => new MailServer(foreign),
            "a wrong password" => new MailServer(_certificate) { Wants = ("sender", "the sender's secret") },
            _ => new MailServer(_certificate),
        };
        var settings = what switch
        {
            "an authority that nobody has named" => [],
            "another name" => Trusting(("Mail:Host", "127.0.0.1")),
            "no encryption" => Trusting(("Mail:Security", "starttls")),
            "a wrong password" => Trusting(("Mail:User", "sender"), ("Mail:Password", "a guess")),
            _ => Trusting(),
        };
        await using var rig = await MailRig.Start(server.Start(), settings);
        await MailRig.Invite(await rig.Host.Register(), MailRig.NewEmail());
        await rig.Failed(times: 1);
        rig.Server.Asked.ShouldBeEmpty();
    }

    private Dictionary<string, string> Trusting(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["Mail:AuthorityFile"] = AuthorityFile };
        foreach (var (name, value) in more)
            settings[name] = value;
        return settings;
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var issued = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), password: null);
    }
}
