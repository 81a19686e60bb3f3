using Npgsql;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Routes;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Relationships;

/// <summary>The negative control of circles: what the check would miss without the lock before it.</summary>
public sealed class CircleControlSpecs(SharedHost host) : IClassFixture<SharedHost>
{
    private const string Lock = "select pg_try_advisory_xact_lock(hashtextextended('relationships of ' || $1, 0))";
    private static readonly string AloneSql = EmbeddedSql.Beside(typeof(RelationshipRules), "RelationshipsAlone.sql");
    private static readonly string NobodyBelowSql = EmbeddedSql.Beside(typeof(RelationshipRules), "ReportsToNobodyBelow.sql");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_check_alone_does_not_see_the_other_half_of_a_circle_that_is_being_written()
    {
        var rep = await host.Stranger();
        var ann = Guid.Parse((await rep.Send(Post, "/contacts", Api.Grace("Lee"))).Expect(201).Id);
        var bob = Guid.Parse((await rep.Send(Post, "/contacts", Api.Grace("Ray"))).Expect(201).Id);
        (await rep.Send(Post, $"/contacts/{ann}/relationships", new { kind = "reports-to", contactId = bob })).Expect(201);
        await using var source = NpgsqlDataSource.Create(host.Superuser);
        await using var other = await source.OpenConnectionAsync(Ct);
        await using var writing = await source.OpenConnectionAsync(Ct);
        foreach (var connection in new[] { other, writing })
            await Run(connection, "select set_config('app.tenant', $1, false)", $"{rep.TenantId}");
        await Run(other, "update read.relationship_card set is_removed = true where tenant_id = $1", $"{rep.TenantId}");

        await using var transaction = await writing.BeginTransactionAsync(Ct);
        await Run(writing, AloneSql, $"{rep.TenantId}");
        await Run(writing, "update read.relationship_card set is_removed = false where tenant_id = $1", $"{rep.TenantId}");
        await Run(other, NobodyBelowSql, $"{rep.TenantId}", bob, ann);
        (await Run(other, Lock, $"{rep.TenantId}")).ShouldBe(false, "who asks for the lock first waits here");

        await transaction.CommitAsync(Ct);
        (await Run(other, Lock, $"{rep.TenantId}")).ShouldBe(true);
        (await Should.ThrowAsync<PostgresException>(() => Run(other, NobodyBelowSql, $"{rep.TenantId}", bob, ann)))
            .MessageText.ShouldBe("reports-to-in-a-circle");
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(Ct);
    }
}
