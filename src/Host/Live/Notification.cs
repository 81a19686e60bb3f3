namespace SalesEngagement.Host.Live;

/// <summary>One message to the subscribers of a channel, as the client receives it.</summary>
/// <param name="Cursor">Where in the log it stands, sealed: what <c>Resume</c> takes.</param>
/// <param name="Channel">The channel it was sent on.</param>
/// <param name="Type">Such as <c>call-status</c>.</param>
/// <param name="At">When the event behind it was recorded.</param>
/// <param name="Data">Ids and states; never personal data.</param>
internal sealed record Notification(string Cursor, string Channel, string Type, DateTimeOffset At, object Data);

/// <summary>A notification before it has a cursor.</summary>
/// <param name="Type">Such as <c>call-status</c>.</param>
/// <param name="Data">Ids and states; never personal data.</param>
/// <param name="Owners">Whose record it is about: only those who reach one of them receive it.</param>
/// <param name="Channels">The channels it goes to.</param>
internal sealed record Push(string Type, object Data, IReadOnlyCollection<Guid> Owners, IReadOnlyList<Channel> Channels);
