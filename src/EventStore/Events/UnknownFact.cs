namespace SalesEngagement.EventStore.Events;

/// <summary>A fact of a type that this program does not know: kept, and passed over by every fold.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Json">What is stored; personal data in it stays encrypted.</param>
public sealed record UnknownFact(string Type, string Json);
