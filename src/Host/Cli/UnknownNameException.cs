namespace SalesEngagement.Host.Cli;

/// <summary>What an operator named is not there; the message says so, and what there is.</summary>
internal sealed class UnknownNameException(string message) : Exception(message);
