using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Integration.Access;

/// <summary>Tokens that differ from a good one in one thing.</summary>
internal sealed class Forgeries
{
    private readonly JsonWebToken _real;
    private readonly ECDsaSecurityKey _ours;

    private Forgeries(string real, ECDsaSecurityKey ours) => (_real, _ours) = (new(real), ours);

    /// <summary>What can be forged; <c>nothing</c> is the control.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "issuer", "audience", "type", "expired", "not yet", "too long a life", "own key",
        "own key with our kid", "no kid", "kid of a file", "kid of a query", "kid of an address", "kid of a command",
        "HS256 with the public key", "RS256 with an own key", "none", "none in capitals", "no signature", "another role",
    ];

    public static async Task<Forgeries> Of(TestHost host, string token) =>
        new(token, (await host.Services.GetRequiredService<SigningKeys>().Current(TestContext.Current.CancellationToken)).Signer);

    /// <summary>The token with one thing changed.</summary>
    public string Forge(string what)
    {
        var parts = Signed(_ => { }).Split('.');
        return what switch
        {
            "nothing" => Signed(_ => { }),
            "none" => $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            "none in capitals" => $"{Encoded("""{"alg":"NONE","typ":"at+jwt"}""")}.{parts[1]}.",
            "no signature" => $"{parts[0]}.{parts[1]}.",
            "another role" => $"{parts[0]}.{Encoded(Base64UrlEncoder.Decode(parts[1]).Replace("\"roles\"", "\"more\":\"admin\",\"roles\"", StringComparison.Ordinal))}.{parts[2]}",
            _ => Signed(token => Spoil(token, what)),
        };
    }

    private void Spoil(SecurityTokenDescriptor token, string what)
    {
        switch (what)
        {
            case "issuer":
                token.Issuer = "urn:somebody-else";
                break;
            case "audience":
                token.Audience = "urn:another-api";
                break;
            case "type":
                token.TokenType = "JWT";
                break;
            case "expired":
                (token.NotBefore, token.IssuedAt) = (token.NotBefore - TimeSpan.FromMinutes(11), token.IssuedAt - TimeSpan.FromMinutes(11));
                token.Expires -= TimeSpan.FromMinutes(11);
                break;
            case "not yet":
                token.NotBefore += TimeSpan.FromMinutes(5);
                break;
            case "too long a life":
                token.Expires += TimeSpan.FromMinutes(1);
                break;
            case "own key":
                token.SigningCredentials = Own("mine");
                break;
            case "own key with our kid":
                token.SigningCredentials = Own(_ours.KeyId);
                break;
            case "no kid":
                token.SigningCredentials = Own("");
                break;
            case "kid of a file":
                token.SigningCredentials = Own("../../../../../../dev/null");
                break;
            case "kid of a query":
                token.SigningCredentials = Own("' union select ''::bytea --");
                break;
            case "kid of an address":
                token.SigningCredentials = Own("https://attacker.example/keys.json");
                break;
            case "kid of a command":
                token.SigningCredentials = Own("$(sleep 9)");
                break;
            case "RS256 with an own key":
                token.SigningCredentials = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = _ours.KeyId }, "RS256");
                break;
            case "HS256 with the public key":
                var publicKey = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(SigningKeySet.PublicHalf(_ours)));
                token.SigningCredentials = new(new SymmetricSecurityKey(publicKey) { KeyId = _ours.KeyId }, "HS256");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "No such forgery.");
        }
    }

    private static SigningCredentials Own(string kid) =>
        new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = kid }, "ES256");

    private string Signed(Action<SecurityTokenDescriptor> change)
    {
        var token = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = _real.Issuer,
            Audience = _real.Audiences.Single(),
            IssuedAt = _real.IssuedAt,
            NotBefore = _real.ValidFrom,
            Expires = _real.ValidTo,
            SigningCredentials = new(_ours, "ES256"),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = _real.Subject,
                ["tenant"] = _real.GetPayloadValue<string>("tenant"),
                ["roles"] = new[] { "admin" },
                ["epoch"] = _real.GetPayloadValue<int>("epoch"),
                ["sid"] = _real.GetPayloadValue<string>("sid"),
            },
        };
        change(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    private static string Encoded(string json) => Base64UrlEncoder.Encode(json);
}
