namespace SalesEngagement.Domain.Privacy;

/// <summary>
/// Marks a value type whose every value is about a person. The store encrypts it under its data subject's key, and
/// gives the type's static <c>Erased</c> value back once that person is erased.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class PersonalDataAttribute : Attribute;
