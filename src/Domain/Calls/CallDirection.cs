namespace SalesEngagement.Domain.Calls;

/// <summary>Who called whom, seen from the tenant.</summary>
public enum CallDirection { Outbound, Inbound }
