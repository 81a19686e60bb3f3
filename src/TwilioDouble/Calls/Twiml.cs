using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>Runs the verbs a call needs: Say, Play, Pause, Dial, Record, Reject, Hangup. Others take no time.</summary>
internal static class Twiml
{
    /// <summary>What the document makes of the call; null when it is not TwiML (the carrier then hangs up).</summary>
    /// <param name="text">The document.</param>
    /// <param name="talk">How long the parties talk once connected.</param>
    public static Instructions? Read(string text, TimeSpan talk)
    {
        if (Root(text) is not { } response)
            return null;

        var said = new Instructions(Seconds: 0, Record: false, RecordingStatusCallback: null, "DialVerb");
        foreach (var verb in response.Elements().TakeWhile(verb => verb.Name.LocalName is not ("Hangup" or "Reject")))
        {
            said = verb.Name.LocalName switch
            {
                "Say" or "Play" => said with { Seconds = said.Seconds + 1 },
                "Pause" => said with { Seconds = said.Seconds + Length(verb, "length", 1) },
                "Record" => Recorded(said, verb, "RecordVerb") with
                {
                    Seconds = said.Seconds + Math.Min(talk.TotalSeconds, Length(verb, "maxLength", 3600)),
                },
                "Dial" when verb.Attribute("record") is { Value: not "do-not-record" } =>
                    Recorded(said, verb, "DialVerb") with { Seconds = said.Seconds + talk.TotalSeconds },
                "Dial" => said with { Seconds = said.Seconds + talk.TotalSeconds },
                _ => said,
            };

            // Who was connected talks and hangs up: nothing after that is heard.
            if (verb.Name.LocalName == "Dial")
                break;
        }

        return said;
    }

    private static Instructions Recorded(Instructions said, XElement verb, string source) => said with
    {
        Record = true,
        RecordingStatusCallback = verb.Attribute("recordingStatusCallback")?.Value,
        RecordingSource = source,
    };

    private static double Length(XElement verb, string attribute, double otherwise) =>
        double.TryParse(verb.Attribute(attribute)?.Value, CultureInfo.InvariantCulture, out var seconds) ? seconds : otherwise;

    private static XElement? Root(string text)
    {
        try
        {
            return XDocument.Parse(text).Root is { Name.LocalName: "Response" } root ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
