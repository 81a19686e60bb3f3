namespace SalesEngagement.Domain.CustomFields;

/// <summary>What the values of a custom field are.</summary>
public enum FieldKind { Text, Number, Date, Choice, MultiChoice, User }

/// <summary>What a custom field is kept about.</summary>
public enum FieldTarget { Contacts }
