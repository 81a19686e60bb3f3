using Npgsql;
using NpgsqlTypes;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore.Sessions;

namespace SalesEngagement.Projections.Duplicates;

/// <summary>A contact as those who look for duplicates read it from search, with the number of the last event that changed it.</summary>
public sealed record ScannedContact(
    Guid Id, Guid OwnerId, PersonName FirstName, PersonName LastName, IReadOnlyList<ContactPhone> Phones,
    IReadOnlyList<ContactEmail> Emails, Guid? CompanyId, string? CompanyName, DateTimeOffset? DeletedAt, long AsOf)
{
    private static readonly string ChangedSql = EmbeddedSql.Beside<ScannedContact>("ChangedContacts.sql");
    private static readonly string NextSql = EmbeddedSql.Beside<ScannedContact>("NextContacts.sql");
    private static readonly string TheseSql = EmbeddedSql.Beside<ScannedContact>("TheseContacts.sql");

    /// <summary>In use, and a person still known.</summary>
    public bool IsThere => DeletedAt is null && FirstName != PersonName.Erased;

    /// <summary>What is compared.</summary>
    public DuplicateProfile Profile => new(FirstName, LastName, Phones, Emails, CompanyId, CompanyName);

    /// <summary>Those that changed after an event, in the order in which they did.</summary>
    public static Task<IReadOnlyList<ScannedContact>> Changed(IQuerySession session, long after, int rows, CancellationToken ct) =>
        session.Query<ScannedContact>(
            ChangedSql, ct, Parameter.Of(session.TenantId), new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = after }, Parameter.Of(rows));

    /// <summary>All, in the order of their ids, behind one of them.</summary>
    public static Task<IReadOnlyList<ScannedContact>> Next(IQuerySession session, Guid? after, int rows, CancellationToken ct) =>
        session.Query<ScannedContact>(NextSql, ct, Parameter.Of(session.TenantId), Parameter.Of(after), Parameter.Of(rows));

    /// <summary>These.</summary>
    public static Task<IReadOnlyList<ScannedContact>> These(IQuerySession session, Guid[] ids, CancellationToken ct) =>
        session.Query<ScannedContact>(TheseSql, ct, Parameter.Of(session.TenantId), Parameter.Of(ids));
}
