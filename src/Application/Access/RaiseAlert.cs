using SalesEngagement.Domain;
using SalesEngagement.Domain.Access;

namespace SalesEngagement.Application.Access;

/// <summary>Violations were counted: is it an alert?</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Threshold">From how many on it is one.</param>
/// <param name="Minutes">Within how long they were counted.</param>
public sealed record RaiseAlert(ViolationKind Kind, int Count, int Threshold, int Minutes);

public static class RaiseAlertHandler
{
    /// <summary>The first alert of a company about a kind.</summary>
    public static Decision Handle(RaiseAlert command, DateTimeOffset now) => command.Count < command.Threshold
        ? []
        : [new SecurityAlertRaised(command.Kind, command.Count, command.Minutes, now)];

    /// <summary>A later one: not again for what the last was raised about.</summary>
    public static Decision Handle(RaiseAlert command, SecurityAlert alert, DateTimeOffset now) =>
        alert.LastRaisedAt.AddMinutes(command.Minutes) > now ? [] : Handle(command, now);
}
