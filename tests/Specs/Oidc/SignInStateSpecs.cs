using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.Host.Oidc;

namespace SalesEngagement.Specs.Oidc;

public sealed class SignInStateSpecs
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Browser = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];
    private static readonly Guid Provider = Some.Id();

    [Fact]
    public void what_goes_out_comes_back()
    {
        var sent = Begun();
        var back = SignInState.Read(sent.Write(), Provider, Browser, Now, Key)!;
        (back.ProviderId, back.Id, back.ExpiresAt, back.Nonce, back.Verifier).ShouldBe((Provider, sent.Id, Now.AddMinutes(10), sent.Nonce, sent.Verifier));
        back.Challenge.ShouldBe(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(back.Verifier))));
        back.ToString().ShouldBe(nameof(SignInState));
    }

    [Fact]
    public void no_two_sign_ins_share_anything_that_is_secret()
    {
        var all = Enumerable.Range(0, 50).Select(_ => Begun()).SelectMany(state => new[] { state.Write(), state.Nonce, state.Verifier }).ToArray();
        all.ShouldBeUnique();
    }

    [Fact]
    public void it_is_for_its_browser_provider_time_and_installation_alone()
    {
        var text = Begun().Write();
        SignInState.Read(text, Provider, new byte[32], Now, Key).ShouldBeNull();
        SignInState.Read(text, Provider, browser: null, Now, Key).ShouldBeNull();
        SignInState.Read(text, Some.Id(), Browser, Now, Key).ShouldBeNull();
        SignInState.Read(text, Provider, Browser, Now.AddMinutes(10), Key).ShouldBeNull();
        SignInState.Read(text, Provider, Browser, Now, new byte[32]).ShouldBeNull();
    }

    [Fact]
    public void a_bit_that_is_changed_breaks_the_seal()
    {
        var bytes = WebEncoders.Base64UrlDecode(Begun().Write());
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            SignInState.Read(WebEncoders.Base64UrlEncode(bytes), Provider, Browser, Now, Key).ShouldBeNull($"byte {i}");
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("%%%")]
    public void what_is_none_is_refused(string? text) => SignInState.Read(text, Provider, Browser, Now, Key).ShouldBeNull();

    private static SignInState Begun() => SignInState.Begin(Provider, Now.AddMinutes(10), Browser, Key);
}
