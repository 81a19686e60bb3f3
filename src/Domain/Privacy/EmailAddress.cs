namespace SalesEngagement.Domain.Privacy;

/// <summary>An e-mail address, trimmed, as the person writes it.</summary>
[PersonalData]
public sealed record EmailAddress(string Value)
{
    /// <summary>What is left of the value once its person is erased.</summary>
    public static EmailAddress Erased { get; } = new("erased");

    /// <summary>Never the value: it would reach logs and error texts.</summary>
    public override string ToString() => nameof(EmailAddress);
}
