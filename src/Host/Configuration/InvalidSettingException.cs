namespace SalesEngagement.Host.Configuration;

/// <summary>A setting is there but cannot be used; the message names it, never its value when that is secret.</summary>
internal sealed class InvalidSettingException(string message) : Exception(message);
