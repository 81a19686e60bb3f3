namespace SalesEngagement.Integration.Cli;

/// <summary><c>access keys|rotate-key</c> as an operator calls them.</summary>
public sealed class AccessVerbSpecs
{
    [Fact]
    public async Task keys_are_listed_made_before_their_time_and_revoked()
    {
        await using var database = await TestDatabase.Create();
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Main"] = database.Main,
            ["ConnectionStrings__Daemon"] = database.Daemon,
            ["ConnectionStrings__Keys"] = database.Keys,
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
        };
        (await Run("access", "rotate-key")).ShouldContain("was made: signs");
        (await Run("access", "rotate-key")).ShouldContain("announced, signs from");
        var before = await Run("access", "keys");
        before.ShouldContain("signs");
        before.ShouldContain("announced");
        before.ShouldNotContain("revoked");

        (await Run("access", "rotate-key", "--revoke-older")).ShouldContain("All older ones are revoked");
        var after = await Run("access", "keys");
        after.Split("revoked").Length.ShouldBe(1 + 2);
        after.ShouldNotContain("announced");

        async Task<string> Run(params string[] verb)
        {
            var (code, output, error) = await HostProcess.Run(settings, verb);
            code.ShouldBe(0, error);
            return output;
        }
    }
}
