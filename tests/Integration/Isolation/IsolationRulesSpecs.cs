using Npgsql;
using SalesEngagement.EventStore.Isolation;

namespace SalesEngagement.Integration.Isolation;

/// <summary>
/// The build fails when a table, policy, view, function or key of the house could let one tenant meet another. What is
/// allowed although it looks so stands here by its name, with the reason.
/// </summary>
public sealed class IsolationRulesSpecs : IAsyncLifetime
{
    /// <summary>Tables that are nobody's, and what the role of requests may do with them.</summary>
    private static readonly Dictionary<string, (string Rights, string Why)> Common = new()
    {
        ["engagement.migrations"] = ("", "The schema's own steps."),
        ["engagement.read_models"] = ("", "Which table serves which read model."),
        ["engagement.rebuilds"] = ("", "Progress of rebuilds: table names, numbers, and the id of a tenant that is rebuilt alone."),
        ["engagement.shard_controls"] = ("", "Which shards an operator holds."),
        ["engagement.erasure_epoch"] = ("", "One number."),
        ["engagement.history_rounds"] = ("", "Hashes of all tenants' blocks in one round, with their ids: the seal is about all of them."),
        ["engagement.login_tries"] = ("", "Tries to sign in: keyed hashes and counts, of nobody yet."),
        ["engagement.checkpoints"] = ("", "Where each shard is."),
        ["public.mt_event_progression"] = ("", "The same in Marten's layout."),
        ["public.mt_high_water_skips"] = ("", "Numbers that no event has."),
    };

    private static readonly Dictionary<string, (string Rights, string Why)> CommonKeys = new()
    {
        ["engagement.migrations"] = ("select", "The schema's own steps."),
        ["engagement.host_secrets"] = ("select, insert, update", "Secrets of the installation, wrapped by the master key: no tenant's."),
        ["engagement.signing_keys"] = ("select, insert", "Keys of access tokens, wrapped by the master key: the installation's."),
    };

    /// <summary>Policies that hold to no tenant, beside the daemon's. All are for owners, whom nobody connects as.</summary>
    private static readonly Dictionary<string, string> Owners = new()
    {
        ["engagement.credentials.sign_in"] = "For account_of: who signs in is asked before a tenant is known.",
        ["engagement.identity_providers.sign_in"] = "For identity_provider_of: whose provider it is, likewise.",
        ["engagement.known_networks.sign_in"] = "For knows_network: where somebody signed in from is asked before a tenant is known.",
        ["engagement.telephony_accounts.webhook"] = "For tenant_of_telephony_key: whose webhook it is, likewise.",
        ["engagement.off_boardings.fences"] = "For off_boarded_tenants: every node refuses tenants that have left.",
        ["engagement.tenant_keys.rotation"] = "For tenants_under_other_masters: a rotation is about all tenants.",
    };

    /// <summary>The same for the role that owns search, whom nobody connects as: no policy may stand between it and its indexes.</summary>
    private static readonly Dictionary<string, string> Readers = new()
    {
        ["read.contact_search.reader"] = "For search_contacts and find_namesakes, which name their tenant.",
        ["read.company_search.reader"] = "For search_companies, which names its tenant.",
        ["read.contact_merge.reader"] = "For search_notes, which names its tenant; who was merged into whom, by ids.",
        ["read.note_search.reader"] = "For search_notes, which names its tenant.",
    };

    /// <summary>Functions that run as their owner.</summary>
    private static readonly Dictionary<string, string> Definers = new()
    {
        ["engagement.account_of"] = "Sign-in; tells the account of an exact keyed hash.",
        ["engagement.take_login_try"] = "Counts tries by keyed hashes; tells how long to wait.",
        ["engagement.give_back_login_try"] = "Takes counts back, likewise; tells how many.",
        ["engagement.knows_network"] = "Sign-in; yes or no about an exact pair of keyed hashes.",
        ["engagement.identity_provider_of"] = "Sign-in; tells tenant and provider of an exact keyed hash.",
        ["engagement.is_stream_of_another_tenant"] = "Violations; yes or no about an id that nobody can guess.",
        ["engagement.tenant_of_telephony_key"] = "Webhooks; tells the tenant of an exact random key.",
        ["engagement.off_boarded_tenants"] = "Fences; tells ids of tenants that have left.",
        ["engagement.tenants_under_other_masters"] = "Rotation; tells ids of tenants.",
        ["engagement.append"] = "Decision 12.",
        ["engagement.append_one"] = "Decision 12.",
        ["engagement.search_contacts"] = "Decision 19: names its tenant.",
        ["engagement.search_companies"] = "Decision 19: names its tenant.",
        ["engagement.contacts_by_keys"] = "Decision 26: names its tenant.",
        ["engagement.search_notes"] = "Decision 19: names its tenant.",
        ["engagement.find_namesakes"] = "Decision 19, for many names at once: names its tenant.",
        ["engagement.has_passed"] = "Read-your-writes: yes or no about a shard and a number.",
        ["engagement.enter_inline"] = "The door of inline rows: a lock and two comparisons, no rows.",
        ["engagement.erasure_epoch"] = "One number.",
        ["engagement.advance_erasure_epoch"] = "Raises that number.",
        ["engagement.end_silent_appenders"] = "The daemon's: ends backends of roles that the owner may act as.",
    };

    /// <summary>Unique over all tenants: a refusal tells that another has the value, so it must not be guessable.</summary>
    private static readonly Dictionary<string, string> SharedKeys = new()
    {
        ["engagement.credentials_email_hash_key"] = "One address, one account; the hash is keyed outside of the database.",
        ["engagement.identity_providers_id_key"] = "Of a provider's own id; the hash is keyed outside of the database.",
        ["engagement.identity_providers_token_key"] =
            "A token has issuer and audience alone, so they are one company's; the hash is keyed outside of the database.",
        ["engagement.telephony_accounts_tenant_key_key"] = "Eighteen random bytes.",
        ["public.pkey_mt_events_seq_id"] = "Drawn from the sequence, never given.",
    };

    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task both_databases_keep_tenants_apart_for_who_connects_and_for_who_looks_on_their_behalf()
    {
        foreach (var (app, owner, role) in new[]
                 {
                     (_database.Main, _database.Owner, IsolationCheck.AppRole), (_database.Keys, _database.KeysOwner, IsolationCheck.KeysRole),
                 })
        {
            await using var source = NpgsqlDataSource.Create(app);
            var report = await IsolationCheck.Of(source, role: null, Ct);
            report.Problems.ShouldBeEmpty();
            report.Role.ShouldBe(role);
            var asOwner = await IsolationCheck.Of(owner, role, Ct);
            asOwner.Problems.ShouldBeEmpty();
            asOwner.Tables.Select(table => table.Name).ShouldBe(report.Tables.Select(table => table.Name));
        }
    }

    [Theory]
    [InlineData(HouseDatabase.Main)]
    [InlineData(HouseDatabase.Keys)]
    public async Task tables_that_are_nobodys_are_these_and_requests_may_do_with_them_no_more_than_said(HouseDatabase which)
    {
        var (known, role) = which == HouseDatabase.Main ? (Common, IsolationCheck.AppRole) : (CommonKeys, IsolationCheck.KeysRole);
        var found = await Ask(which, $"""
            select t.name || ': ' || array_to_string(array(
              select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) r
              where has_table_privilege('{role}', t.oid, r)), ', ')
            from (
              select c.oid, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p') and n.nspname in ('public', 'engagement', 'read')
                and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')) t
            """);
        found.ShouldBe(known.Select(table => $"{table.Key}: {table.Value.Rights}"), ignoreOrder: true);
    }

    [Fact]
    public async Task policies_that_hold_to_no_tenant_are_the_daemons_and_these()
    {
        const string Sql = """
            select format('%I.%I.%I', p.schemaname, p.tablename, p.policyname) || ' for ' || p.cmd || ' to ' || array_to_string(p.roles, ', ')
            from pg_policies p
            where coalesce(p.qual, '') !~ 'tenant_id.* = .*engagement.tenant()' and not (p.policyname = 'daemon' and p.roles = '{engagement_daemon}')
            """;
        var found = (await Ask(HouseDatabase.Main, Sql)).Concat(await Ask(HouseDatabase.Keys, Sql));
        found.ShouldBe(
            Owners.Keys.Select(policy => $"{policy} for SELECT to engagement_owner")
                .Concat(Readers.Keys.Select(policy => $"{policy} for SELECT to engagement_search")),
            ignoreOrder: true);
    }

    [Fact]
    public async Task functions_that_run_as_their_owner_are_these()
    {
        const string Sql = """
            select format('%I.%I', n.nspname, p.proname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname in ('public', 'engagement', 'read')
            """;
        var found = (await Ask(HouseDatabase.Main, Sql)).Concat(await Ask(HouseDatabase.Keys, Sql));
        found.ShouldBe(Definers.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task keys_that_tenants_share_are_these()
    {
        const string Sql = """
            select format('%I.%I', n.nspname, x.relname)
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where i.indisunique and n.nspname in ('public', 'engagement', 'read') and not a.attnum = any (i.indkey)
            """;
        var found = (await Ask(HouseDatabase.Main, Sql)).Concat(await Ask(HouseDatabase.Keys, Sql));
        found.ShouldBe(SharedKeys.Keys, ignoreOrder: true);
    }

    private async Task<IReadOnlyList<string>> Ask(HouseDatabase which, string sql)
    {
        await using var catalog = new Catalog(which == HouseDatabase.Main ? _database.Superuser : _database.KeysSuperuser);
        return await catalog.Texts(sql);
    }
}
