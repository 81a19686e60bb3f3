using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Configuration;

/// <summary>Section <c>Operations</c>: how those who run the installation get in, beside users with role ops or admin.</summary>
internal sealed class OperationsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Operations";

    /// <summary>Bearer token for monitoring; empty: none is taken.</summary>
    [MinLength(24)]
    public string? Token { get; set; }
}
