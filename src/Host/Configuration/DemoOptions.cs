using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Configuration;

/// <summary>Section <c>Demo</c>: what a private installation of Development begins with.</summary>
internal sealed class DemoOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Demo";

    /// <summary>Whether it gets the demo company and a Twilio double.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many contacts the demo company has.</summary>
    [Range(1, 1_000_000)]
    public int Contacts { get; set; } = 200;

    /// <summary>Where the Twilio double listens; empty: a free port, the same one at every start.</summary>
    [Url]
    public string? TwilioUrl { get; set; }
}
