using SalesEngagement.Host.Live;

namespace SalesEngagement.Specs.Live;

public class ChannelSpecs
{
    private const string Id = "019a0000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData("activities")]
    [InlineData("contacts")]
    [InlineData("calls")]
    [InlineData("tenant:broadcast")]
    [InlineData($"contact:{Id}:activities")]
    [InlineData($"contact:{Id}:calls")]
    [InlineData($"contact:{Id}:updates")]
    [InlineData($"user:{Id}:activities")]
    [InlineData($"user:{Id}:calls")]
    [InlineData($"user:{Id}:notifications")]
    public void Every_channel_of_the_contract_is_found_by_its_name(string name) =>
        Channel.Parse(name).ShouldNotBeNull().Name.ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("everything")]
    [InlineData("Calls")]
    [InlineData("calls:")]
    [InlineData("other-tenant/calls")]
    [InlineData("contact:42:calls")]
    [InlineData($"contact:{Id}:notifications")]
    [InlineData($"contact:{Id}")]
    [InlineData($"contact:{Id}:calls:more")]
    [InlineData($"user:{Id}:updates")]
    public void Any_other_name_is_no_channel(string? name) => Channel.Parse(name).ShouldBeNull();

    [Fact]
    public void An_id_in_capitals_names_the_same_channel() =>
        Channel.Parse($"contact:{Id.ToUpperInvariant()}:calls").ShouldBe(Channel.Parse($"contact:{Id}:calls"));

    [Fact]
    public void The_same_channel_of_two_tenants_is_two_groups()
    {
        var names = new GroupNames();

        names.Of("a", Channel.Calls).ShouldNotBe(names.Of("b", Channel.Calls));
    }
}
