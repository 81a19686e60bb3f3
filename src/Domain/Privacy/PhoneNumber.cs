namespace SalesEngagement.Domain.Privacy;

/// <summary>A phone number in E.164 form, such as +14155550100.</summary>
[PersonalData]
public sealed record PhoneNumber(string Value)
{
    /// <summary>What is left of the value once its person is erased.</summary>
    public static PhoneNumber Erased { get; } = new("erased");

    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(PhoneNumber);
}
