using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Specs.Access;

/// <summary>A link's token is good for what it was sealed for, and for nothing else.</summary>
public sealed class LinkTokenSpecs
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly LinkToken Token = LinkToken.Of(Some.Id(), Some.Id(), LinkPurpose.Invitation, Key);

    [Fact]
    public void what_is_written_is_read()
    {
        var read = LinkToken.Parse(Token.Write())!;
        (read.TenantId, read.LinkId).ShouldBe((Token.TenantId, Token.LinkId));
        read.IsSealed(LinkPurpose.Invitation, Key).ShouldBeTrue();
        Token.Write().ShouldMatch("^[A-Za-z0-9_-]{86}$");
    }

    [Fact]
    public void a_token_with_any_bit_changed_is_not_sealed()
    {
        var bytes = WebEncoders.Base64UrlDecode(Token.Write());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var forged = (byte[])bytes.Clone();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            LinkToken.Parse(WebEncoders.Base64UrlEncode(forged))!.IsSealed(LinkPurpose.Invitation, Key).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void a_token_is_good_for_its_purpose_and_under_its_key_only()
    {
        Token.IsSealed(LinkPurpose.PasswordReset, Key).ShouldBeFalse();
        Token.IsSealed(LinkPurpose.Invitation, RandomNumberGenerator.GetBytes(32)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("****************************************************************************************")]
    public void what_cannot_be_a_token_is_none(string? text) => LinkToken.Parse(text).ShouldBeNull();

    [Fact]
    public void a_token_that_is_shorter_or_longer_is_none()
    {
        LinkToken.Parse(Token.Write()[..^2]).ShouldBeNull();
        LinkToken.Parse(Token.Write() + "AA").ShouldBeNull();
    }

    [Fact]
    public void a_token_hides_from_logs() => $"{Token}".ShouldBe(nameof(LinkToken));
}
