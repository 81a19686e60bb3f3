namespace SalesEngagement.Domain.CustomFields;

/// <summary>What the values of a custom field are.</summary>
public enum FieldKind { Text, Number, Date, Choice, MultiChoice, User }

/// <summary>What a custom field is kept about. Fields of companies are never personal: a company is nobody.</summary>
public enum FieldTarget { Contacts, Companies }
