namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>What happens at a number.</summary>
public enum Ending { Human, Voicemail, Busy, NoAnswer, Failed }

/// <summary>
/// The last four digits of a number decide what happens there, so that any area code can be used:
/// <list type="table">
/// <item><term>0190</term><description>blocked by the carrier: the create is refused with 21216</description></item>
/// <item><term>0191</term><description>busy</description></item>
/// <item><term>0192</term><description>rings, nobody answers</description></item>
/// <item><term>0193</term><description>voicemail answers (<c>machine_start</c> when detection was asked for)</description></item>
/// <item><term>0194</term><description>fails without ringing</description></item>
/// <item><term>0195</term><description>no such number: the create is refused with 21211</description></item>
/// <item><term>0196</term><description>a person who talks ten times as long</description></item>
/// <item><term>others</term><description>a person answers and talks; recorded when recording was asked for</description></item>
/// </list>
/// </summary>
internal static class CallScript
{
    public static Ending EndingOf(string number) => LastFour(number) switch
    {
        "0191" => Ending.Busy,
        "0192" => Ending.NoAnswer,
        "0193" => Ending.Voicemail,
        "0194" => Ending.Failed,
        _ => Ending.Human,
    };

    /// <summary>The Twilio error code with which the create is refused, or null.</summary>
    public static int? RefusalOf(string number) => LastFour(number) switch
    {
        "0190" => 21216,
        "0195" => 21211,
        _ => null,
    };

    public static TimeSpan TalkAt(string number, TimeSpan usual) => LastFour(number) == "0196" ? usual * 10 : usual;

    /// <summary>The status a live call reaches next, and how long that takes.</summary>
    public static (string Status, TimeSpan After) NextOf(CarrierCall call, TwilioDoubleOptions times) =>
        (call.Status, call.Direction == "inbound" ? Ending.Human : EndingOf(call.To)) switch
        {
            ("queued", Ending.Failed) => ("failed", times.Queue),
            ("queued", _) => ("ringing", times.Queue),
            ("ringing", Ending.Busy) => ("busy", times.Ring / 2),
            ("ringing", Ending.NoAnswer) => ("no-answer", times.Ring * 2),
            ("ringing", _) => ("in-progress", times.Ring),
            _ => ("completed", TimeSpan.FromSeconds(call.Instructions?.Seconds ?? 0)),
        };

    private static string LastFour(string number) => number.Length >= 4 ? number[^4..] : number;
}
