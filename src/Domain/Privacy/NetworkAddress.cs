namespace SalesEngagement.Domain.Privacy;

/// <summary>The network address somebody's request came from.</summary>
[PersonalData]
public sealed record NetworkAddress(string Value)
{
    /// <summary>What is left of the value once its person is erased.</summary>
    public static NetworkAddress Erased { get; } = new("erased");

    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(NetworkAddress);
}
