using System.Reflection;

namespace SalesEngagement.Specs.House;

/// <summary>Who may know whom.</summary>
public sealed class DependencySpecs
{
    [Fact]
    public void the_domain_references_only_the_base_library() =>
        Repository.Domain.GetReferencedAssemblies()
            .ShouldAllBe(name => name.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void the_event_store_knows_nothing_of_the_product() => Ours(Repository.EventStore).ShouldBeEmpty();

    [Fact]
    public void writes_know_domain_and_store() =>
        Ours(Repository.Application).Except(["Domain", "EventStore"]).ShouldBeEmpty();

    [Fact]
    public void reads_know_domain_and_store_and_not_the_writes() =>
        Ours(Repository.Projections).Except(["Domain", "EventStore"]).ShouldBeEmpty();

    [Fact]
    public void a_dependency_would_be_seen() =>
        Ours(Repository.Host).ShouldBe(["Application", "Domain", "EventStore", "Projections"], ignoreOrder: true);

    [Fact]
    public void the_double_knows_nothing_of_the_product() =>
        Repository.Text("src/TwilioDouble/TwilioDouble.csproj").ShouldNotContain("ProjectReference");

    private static IEnumerable<string> Ours(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(name => name.Name!)
        .Where(name => name.StartsWith("SalesEngagement.", StringComparison.Ordinal))
        .Select(name => name["SalesEngagement.".Length..])
        .Where(name => name != "TwilioDouble");
}
