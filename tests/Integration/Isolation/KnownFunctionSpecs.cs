using Npgsql;

namespace SalesEngagement.Integration.Isolation;

/// <summary>What the functions of <see cref="KnownFunctions"/> tell, to whom, and that it is no more than that.</summary>
public sealed class KnownFunctionSpecs(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private const string NoSuchHash = "decode(md5('nobody'), 'hex')";

    [Fact]
    public async Task an_accounts_tenant_and_user_are_told_to_who_has_its_exact_hash_and_nothing_else()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        var account = (await sweep.Catalog.Texts(
            $"select tenant_id || E'\\t' || user_id || '|' || email_hash::text from engagement.credentials where tenant_id = '{sweep.Theirs}'"))[0].Split('|');
        (await Ask(sweep, $"select * from engagement.account_of('{account[1]}')")).ShouldBe($"{account[0]}\n");
        foreach (var guess in new[] { NoSuchHash, "null", "''", $"substr('{account[1]}'::bytea, 1, 16)", $"'{account[1]}'::bytea || '\\x00'" })
            (await Ask(sweep, $"select * from engagement.account_of({guess})")).ShouldBe("", guess);
    }

    [Fact]
    public async Task a_tenant_is_told_to_who_has_its_exact_telephony_key_and_nothing_else()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        var key = (await sweep.Catalog.Texts(
            $"select tenant_key from engagement.telephony_accounts where tenant_id = '{sweep.Theirs}'"))[0];
        (await Ask(sweep, $"select * from engagement.tenant_of_telephony_key('{key}')")).ShouldBe($"{sweep.Theirs}\n");
        foreach (var guess in new[] { "null", "''", "'%'", $"'{key[..^1]}'", $"'{key.ToUpperInvariant()}_'" })
            (await Ask(sweep, $"select * from engagement.tenant_of_telephony_key({guess})")).ShouldBe("", guess);
    }

    [Fact]
    public async Task a_provider_s_tenant_is_told_to_who_has_an_exact_hash_and_nothing_else()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        var provider = (await sweep.Catalog.Texts(
            $"select tenant_id || E'\\t' || id || '|' || id_key::text || '|' || token_key::text from engagement.identity_providers where tenant_id = '{sweep.Theirs}'"))[0].Split('|');
        foreach (var key in provider[1..])
            (await Ask(sweep, $"select tenant_id, id from engagement.identity_provider_of(array['{key}']::bytea[])")).ShouldBe($"{provider[0]}\n");
        foreach (var guess in new[] { NoSuchHash, "null", "''", $"substr('{provider[1]}'::bytea, 1, 16)", $"'{provider[2]}'::bytea || '\\x00'" })
            (await Ask(sweep, $"select tenant_id, id from engagement.identity_provider_of(array[{guess}]::bytea[])")).ShouldBe("", guess);
    }

    [Fact]
    public async Task of_tenants_that_have_left_their_ids_are_told_and_of_others_nothing()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        await sweep.Catalog.Execute($"update engagement.off_boardings set keys_destroyed_at = null, purged_at = null where tenant_id = '{sweep.Ours}'");
        (await Ask(sweep, "select * from engagement.off_boarded_tenants()")).ShouldBe($"{sweep.Theirs}\n");
    }

    [Fact]
    public async Task an_append_names_its_tenant_and_reaches_no_other()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        var stream = (await sweep.Catalog.Texts(
            $"select id || '|' || version from public.mt_streams where tenant_id = '{sweep.Theirs}' and type = 'contact'"))[0].Split('|');

        // Under our own name their stream is one that does not exist: no version, no sign of an archive.
        var refused = await sweep.App.Run(sweep.Ours, AppendOne(sweep.Ours, stream[0], "null", "null"));
        refused.Refused.ShouldBe("ES001");
        refused.Text.ShouldContain("\"actual\" : 0, \"archived\" : false");

        // Whoever names another tenant acts for it: the name comes from the credential and from nowhere else. Told are
        // version and number, or the version there is.
        (await Ask(sweep, AppendOne(sweep.Theirs, stream[0], "null", "null"))).Split('\n')[0].ShouldMatch($@"^\{{{int.Parse(stream[1], null) + 1},\d+\}}$");
        (await sweep.App.Run(sweep.Ours, AppendOne(sweep.Theirs, stream[0], "null", "99"))).Text.ShouldContain($"\"actual\" : {stream[1]}");
        foreach (var nobody in new[] { "''", "null" })
            (await sweep.App.Run(sweep.Ours, AppendOne(nobody, stream[0], "'contact'", "null"))).Refused.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task an_archive_sets_its_tenant_for_its_transaction_alone()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Main);
        var stream = (await sweep.Catalog.Texts($"select id::text from public.mt_streams where tenant_id = '{sweep.Theirs}' limit 1"))[0];
        (await sweep.App.Run(sweep.Ours, $"select engagement.archive('{sweep.Ours}', '{stream}', true)")).Refused.ShouldBe("ES001");
        (await sweep.App.Run(tenant: null, $"select engagement.archive('{sweep.Theirs}', '{stream}', true)")).Refused.ShouldBeNull();
        (await sweep.App.Carried()).ShouldBeEmpty();
    }

    [Fact]
    public async Task of_tenants_under_another_master_key_their_ids_are_told()
    {
        await using var sweep = await tenants.Sweep(HouseDatabase.Keys);
        var told = await Ask(sweep, "select * from engagement.tenants_under_other_masters('another', '', 10)");
        told.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([sweep.Ours, sweep.Theirs], ignoreOrder: true);
        var current = (await sweep.Catalog.Texts("select distinct master_id from engagement.tenant_keys"))[0];
        (await Ask(sweep, $"select * from engagement.tenants_under_other_masters('{current}', '', 10)")).ShouldBeEmpty();
    }

    private static async Task<string> Ask(Sweep sweep, string sql)
    {
        var outcome = await sweep.App.Run(sweep.Ours, sql);
        outcome.Refused.ShouldBeNull(outcome.Text);
        return outcome.Text;
    }

    private static string AppendOne(string tenant, string stream, string type, string expected) =>
        $"select engagement.append_one({(tenant is "''" or "null" ? tenant : $"'{tenant}'")}, '{stream}', {type}, {expected}, gen_random_uuid(), 'contact_added', null, '{{}}', null, null, null, null)";
}
