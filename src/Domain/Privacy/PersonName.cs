namespace SalesEngagement.Domain.Privacy;

/// <summary>A first name, a last name or a whole name as the person writes it.</summary>
[PersonalData]
public sealed record PersonName(string Value)
{
    /// <summary>What is left of the value once its person is erased.</summary>
    public static PersonName Erased { get; } = new("erased");

    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(PersonName);
}
