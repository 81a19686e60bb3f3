using System.Text.Json;
using SalesEngagement.Host.Oidc;

namespace SalesEngagement.Specs.Oidc;

public sealed class OidcPersonSpecs
{
    [Fact]
    public void a_person_is_who_the_claims_say()
    {
        var person = Read("""{"sub":"1","iat":1767603600,"name":"Grace Hopper","email":" grace@acme.example ","email_verified":true}""")!;
        (person.Subject, person.Name?.Value, person.Email?.Value, person.IsEmailVerified, person.SaidAt)
            .ShouldBe(("1", "Grace Hopper", "grace@acme.example", true, Now));
        person.ToString().ShouldBe(nameof(OidcPerson));
    }

    [Theory]
    [InlineData("""{"iat":1}""")]
    [InlineData("""{"sub":"","iat":1}""")]
    [InlineData("""{"sub":7,"iat":1}""")]
    [InlineData("""{"sub":"1"}""")]
    [InlineData("""{"sub":"1","iat":"soon"}""")]
    [InlineData("""{"sub":"1","iat":-1}""")]
    [InlineData("""{"sub":"1","iat":1e99}""")]
    public void claims_without_a_name_or_a_time_are_about_nobody(string claims) => Read(claims).ShouldBeNull();

    [Fact]
    public void a_subject_longer_than_the_standard_allows_is_nobody() =>
        Read($$"""{"sub":"{{new string('x', 256)}}","iat":1}""").ShouldBeNull();

    [Theory]
    [InlineData("""{"given_name":"Grace","family_name":"Hopper"}""", "Grace Hopper")]
    [InlineData("""{"given_name":"Grace"}""", "Grace")]
    [InlineData("""{"name":"Gra\u0000ce"}""", "Grace")]
    [InlineData("""{"name":" "}""", null)]
    [InlineData("""{"name":["Grace"]}""", null)]
    [InlineData("{}", null)]
    public void a_name_is_put_together_where_it_comes_in_parts(string claims, string? name) =>
        Read(claims.Replace("{", "{\"sub\":\"1\",\"iat\":1,", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal))!.Name?.Value.ShouldBe(name);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("1", false)]
    public void an_address_is_verified_when_that_is_said(string value, bool isVerified) =>
        Read($$"""{"sub":"1","iat":1,"email":"a@b.example","email_verified":{{value}}}""")!.IsEmailVerified.ShouldBe(isVerified);

    [Theory]
    [InlineData("groups", "a b")]
    [InlineData("one", "alone")]
    [InlineData("realm_access.roles", "c")]
    [InlineData("https://acme.example/roles", "d")]
    [InlineData("realm_access", "")]
    [InlineData("realm_access.other", "")]
    [InlineData("one.more", "")]
    [InlineData("none", "")]
    [InlineData(null, "")]
    public void roles_are_read_where_they_stand(string? claim, string values)
    {
        const string Claims = """
            {"sub":"1","iat":1,"groups":["a",7,"b"],"one":"alone","realm_access":{"roles":["c"]},"https://acme.example/roles":["d"]}
            """;
        string.Join(' ', Read(Claims)!.ValuesOf(claim)).ShouldBe(values);
    }

    private static OidcPerson? Read(string claims) =>
        OidcPerson.Read(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(claims)!);
}
