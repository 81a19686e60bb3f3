using Npgsql;
using SalesEngagement.Domain;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Routes;

/// <summary>What must hold over all custom fields of a company together, checked in the transaction of the change.</summary>
internal static class CustomFieldRules
{
    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(CustomFieldRules), "CustomFieldsAlone.sql");
    private static readonly string IsNewSql = EmbeddedSql.Beside(typeof(CustomFieldRules), "CustomFieldIsNew.sql");

    /// <summary>What the checks refuse with.</summary>
    public static IReadOnlyList<Rejection> Refusals { get; } =
    [
        Rejection.Because("custom-field-exists", "There is a field of this name that is kept about the same. Bring it back if it is retired, or choose another name."),
        Rejection.Because("too-many-custom-fields", $"At most {CustomFieldCard.Most} fields are kept about contacts, and as many about companies, retired ones included."),
    ];

    /// <summary>Adds the check that a new field asks for.</summary>
    public static void KeepNew(IEventSession session, string name, FieldTarget target)
    {
        session.Write(AloneSql, Text(session.TenantId));
        session.Write(
            IsNewSql, Text(session.TenantId), Text(name), new NpgsqlParameter<int> { TypedValue = CustomFieldCard.Most }, Text($"{target}"));
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
