namespace SalesEngagement.Domain.Calls;

/// <summary>How the call went, in the rep's words made countable.</summary>
public enum Disposition { Interested, NotInterested, Connected, LeftVoicemail, Callback, WrongNumber, DoNotCall, NoAnswer }
