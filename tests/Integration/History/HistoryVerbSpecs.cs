using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>The verbs that an auditor calls, as processes.</summary>
public sealed class HistoryVerbSpecs
{
    [Fact]
    public async Task privacy_verify_is_content_with_sealed_history_and_names_the_first_bad_position()
    {
        await using var database = await Node.Database();
        await using var sealing = await SealedNode.Start(database);
        await sealing.SealSome();
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Main"] = database.Main,
            ["ConnectionStrings__Daemon"] = database.Daemon,
            ["ConnectionStrings__Keys"] = database.Keys,
            ["Privacy__MasterKeys"] = TestHost.MasterKey,
            ["History__SigningKeys"] = sealing.KeyText,
            ["History__AnchorFile"] = sealing.AnchorPath,
        };

        var clean = await HostProcess.Run(settings, "privacy", "verify");
        clean.Code.ShouldBe(0, clean.Error);
        clean.Output.ShouldContain(Node.OtherTenant);
        (await HostProcess.Run(settings, "privacy", "export-history", "--tenant", Node.Tenant, "--to", sealing.FilePath)).Code.ShouldBe(0);
        await File.WriteAllTextAsync(sealing.AnchorPath + ".keys", (await HostProcess.Run(settings, "privacy", "public-keys")).Output, SealedNode.Ct);
        var offline = await HostProcess.Run(
            new Dictionary<string, string>(), "privacy", "verify", "--file", sealing.FilePath, "--public-key", sealing.AnchorPath + ".keys");
        offline.Code.ShouldBe(0, offline.Error);
        offline.Output.ShouldContain("as sealed");

        await sealing.Tamper("update mt_events set data = '{}' where seq_id = 3");
        var bad = await HostProcess.Run(settings, "privacy", "verify", "--tenant", Node.Tenant);
        bad.Code.ShouldBe(1);
        bad.Error.ShouldContain($"Changed: tenant {Node.Tenant} block 1 sequence 3 event");
    }
}
