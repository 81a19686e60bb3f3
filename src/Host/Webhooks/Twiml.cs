using System.Xml.Linq;

namespace SalesEngagement.Host.Webhooks;

/// <summary>What the carrier is told to do with a call. Nothing in it comes from outside.</summary>
internal static class Twiml
{
    /// <summary>What it is sent as.</summary>
    public const string MediaType = "application/xml";

    private const int RepRingSeconds = 20;
    private const string NobodyThere = "Nobody is available to take your call. Please try again later.";

    /// <summary>Connects the callee with the rep's browser.</summary>
    public static IResult ConnectTo(string tenantId, Guid userId) => Answer(
        new XElement("Dial",
            new XAttribute("answerOnBridge", "true"),
            new XAttribute("timeout", RepRingSeconds),
            new XElement("Client", IdentityOf(tenantId, userId))),
        new XElement("Say", NobodyThere));

    /// <summary>Tells an inbound caller that nobody is there.</summary>
    public static IResult NobodyAvailable() => Answer(new XElement("Say", NobodyThere), new XElement("Hangup"));

    /// <summary>A rep's name as a softphone: the carrier takes letters, digits and underscores only.</summary>
    public static string IdentityOf(string tenantId, Guid userId) =>
        $"t{tenantId.Replace("-", "", StringComparison.Ordinal)}_u{userId:N}";

    private static IResult Answer(params XElement[] verbs) => Results.Text(
        new XDocument(new XElement("Response", verbs)).ToString(SaveOptions.DisableFormatting), MediaType);
}
