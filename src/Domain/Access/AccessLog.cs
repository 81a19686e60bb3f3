namespace SalesEngagement.Domain.Access;

/// <summary>What one user, or one place nobody signed in from, did on one day that is worth recording.</summary>
/// <param name="Entries">How much of it.</param>
public sealed record AccessLog(int Entries)
{
    public static AccessLog Create(AccessRecorded _) => new(1);

    public static AccessLog Create(ViolationDetected _) => new(1);

    public AccessLog Apply(AccessRecorded _) => new(Entries + 1);

    public AccessLog Apply(ViolationDetected _) => new(Entries + 1);
}
