using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Specs;

/// <summary>The table of settings tells all of them.</summary>
public sealed class ConfigurationSpecs
{
    [Fact]
    public void every_setting_of_the_host_is_in_the_table()
    {
        var table = Repository.Page("configuration.md");
        var settings = typeof(Installation).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null)
            .SelectMany(type => type.GetProperties().Select(property => $"{type.GetField("Section")!.GetValue(null)}:{property.Name}"))
            .ToArray();
        settings.ShouldContain("Access:Issuer");
        settings.Where(setting => !table.Contains($"`{setting}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
