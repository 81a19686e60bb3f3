using System.Text;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Specs.Access;

/// <summary>Codes as RFC 6238 has them, and codes for a lost telephone.</summary>
public sealed class TotpCodeSpecs
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void the_codes_of_the_standard_s_appendix_are_taken(long second, string code)
    {
        TotpCode.StepOf(Seed, code, At(second)).ShouldBe(second / 30);
        TotpCode.StepOf(Seed, code, At(second - 30)).ShouldBe(second / 30, "a clock that is one step behind");
        TotpCode.StepOf(Seed, code, At(second + 30)).ShouldBe(second / 30, "a clock that is one step ahead");
        TotpCode.StepOf(Seed, code, At(second + 60)).ShouldBeNull();
        if (second > 60)
            TotpCode.StepOf(Seed, code, At(second - 60)).ShouldBeNull();
        TotpCode.StepOf([.. Seed.Reverse()], code, At(second)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("87082")]
    [InlineData("0287082")]
    [InlineData("٢٨٧٠٨٢")]
    [InlineData("28708二")]
    public void what_is_no_code_is_none(string code) => TotpCode.StepOf(Seed, code, At(59)).ShouldBeNull();

    [Fact]
    public void a_seed_is_written_as_apps_read_it()
    {
        TotpCode.Write(Seed).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        TotpCode.AddressOf(Seed, "ada+1@acme.example").ShouldBe(
            "otpauth://totp/Sales%20engagement:ada%2B1%40acme.example"
            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sales%20engagement&algorithm=SHA1&digits=6&period=30");
        TotpCode.NewSeed().Length.ShouldBe(20);
    }

    [Fact]
    public void a_recovery_code_has_eighty_bits_and_is_read_as_people_write_it()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => RecoveryCode.New()).ToArray();
        codes.Distinct().Count().ShouldBe(codes.Length);
        codes.SelectMany(code => code.Where(c => c != '-')).Distinct().Count().ShouldBe(32);
        codes.ShouldAllBe(code => code.Length == 19 && code.Replace("-", "").Length == 16);
        RecoveryCode.HashOf("k7qd2mzrw5hax3tp").ShouldBe(RecoveryCode.HashOf("K7QD-2MZR-W5HA-X3TP"));
        RecoveryCode.HashOf("k7qd2mzrw5hax3tp").ShouldNotBe(RecoveryCode.HashOf("k7qd2mzrw5hax3tq"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("287082")]
    [InlineData("k7qd-2mzr-w5ha-x3t")]
    [InlineData("k7qd-2mzr-w5ha-x3t1")]
    [InlineData("k7qd-2mzr-w5ha-x3té")]
    public void what_is_no_recovery_code_has_no_hash(string code) => RecoveryCode.HashOf(code).ShouldBeNull();

    private static DateTimeOffset At(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
