using Npgsql;
using NpgsqlTypes;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Host.Jobs;

namespace SalesEngagement.Host.Duplicates;

/// <summary>
/// Closes the moment between looking addresses up and adding a contact that has them: who adds what must not be there already
/// does so alone in the tenant, and adds nothing when an address has come to somebody since.
/// </summary>
internal static class AddressGuard
{
    private const string Refused = "RF001";
    private const string MovedCode = "addresses-moved";
    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(AddressGuard), "TenantAlone.sql");
    private static readonly string UnmovedSql = EmbeddedSql.Beside(typeof(AddressGuard), "AddressesUnmoved.sql");

    /// <summary>Adds the checks to a save; before anything else of it that waits for others.</summary>
    /// <param name="session">What adds the contacts.</param>
    /// <param name="hashes">The addresses that they have.</param>
    /// <param name="known">Who had one of these when it was looked up.</param>
    public static void Keep(IEventSession session, IEnumerable<byte[]> hashes, IEnumerable<Guid> known)
    {
        byte[][] wanted = [.. hashes.Distinct(HashComparer.Instance)];
        if (wanted.Length == 0)
            return;
        session.Write(AloneSql, Sql.Text(session.TenantId));
        session.Write(
            UnmovedSql, Sql.Text(session.TenantId), Sql.Array(NpgsqlDbType.Bytea, wanted), Sql.Array(NpgsqlDbType.Uuid, known.Distinct().ToArray()));
    }

    /// <summary>Whether a save failed because an address has come to somebody since: look again and decide again.</summary>
    public static bool IsMoved(PostgresException e) => e is { SqlState: Refused, MessageText: MovedCode };
}
