namespace SalesEngagement.Domain.Contacts;

/// <summary>What is known of an e-mail address. One that was opted out elsewhere is never written to by us either.</summary>
public enum EmailState { Valid, Bounced, OptedOutElsewhere }
