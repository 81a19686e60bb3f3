namespace SalesEngagement.Domain.Privacy;

/// <summary>What somebody wrote about a person: notes, bodies, reasons.</summary>
[PersonalData]
public sealed record FreeText(string Value)
{
    /// <summary>What is left of the value once its person is erased.</summary>
    public static FreeText Erased { get; } = new("erased");

    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(FreeText);
}
