namespace SalesEngagement.Domain.Privacy;

/// <summary>
/// Marks the id of the person whose personal data an event carries. An event without it speaks about the subject
/// of its stream: the stream's id is the person's.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DataSubjectAttribute : Attribute;
