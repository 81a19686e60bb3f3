namespace SalesEngagement.Domain.Contacts;

/// <summary>What is known of a number. One that was opted out elsewhere is never called by us either.</summary>
public enum PhoneState { Valid, WrongNumber, OptedOutElsewhere }
