using System.Text;
using SalesEngagement.EventStore.History;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.History;

/// <summary>Whatever is done to sealed history is found, and where. `ops/faults tamper` does the same at random.</summary>
public sealed class VerificationSpecs : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SealedNode _sealing = null!;
    private long _sequence;
    private Guid _event;

    private static CancellationToken Ct => SealedNode.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await Node.Database();
        _sealing = await SealedNode.Start(_database);
        await _sealing.SealSome();
        await _sealing.Node.Stop();
        _sequence = await _sealing.Scalar<long>(
            $"select seq_id from mt_events where tenant_id = '{Node.Tenant}' order by seq_id offset 5 limit 1");
        _event = await _sealing.Scalar<Guid>($"select id from mt_events where seq_id = {_sequence}");
    }

    public async ValueTask DisposeAsync()
    {
        await _sealing.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("data = data || '{\"By\": 99}'")]
    [InlineData("type = 'tally_closed'")]
    [InlineData("timestamp = timestamp + interval '1 microsecond'")]
    [InlineData("version = 99")]
    [InlineData("user_name = null")]
    [InlineData("correlation_id = 'another'")]
    [InlineData("causation_id = 'another'")]
    [InlineData("headers = '{\"x\": \"y\"}'")]
    [InlineData("bdata = '\\x00'")]
    [InlineData("stream_id = gen_random_uuid()")]
    [InlineData("id = gen_random_uuid()")]
    public async Task a_changed_event_is_named(string change)
    {
        await _sealing.Tamper($"update mt_events set {change} where seq_id = {_sequence}");

        var fault = (await _sealing.FaultOf(Node.Tenant)).ShouldNotBeNull();

        (fault.Kind, fault.Sequence, fault.EventId).ShouldBe((HistoryFaultKind.Changed, _sequence, _event));
        (await _sealing.FaultOf(Node.OtherTenant)).ShouldBeNull();
    }

    [Fact]
    public async Task archiving_an_event_changes_nothing()
    {
        await _sealing.Tamper($"update mt_events set is_archived = true, mt_dotnet_type = 'Renamed' where seq_id = {_sequence}");

        (await _sealing.Verify()).IsClean.ShouldBeTrue();
    }

    [Theory]
    [InlineData("delete from mt_events where seq_id = {0}")]
    [InlineData("update mt_events set tenant_id = null where seq_id = {0}")]
    [InlineData("update mt_events set type = 'tombstone' where seq_id = {0}")]
    public async Task a_missing_event_is_named(string how)
    {
        await _sealing.Tamper(string.Format(System.Globalization.CultureInfo.InvariantCulture, how, _sequence));

        var fault = (await _sealing.FaultOf(Node.Tenant)).ShouldNotBeNull();

        (fault.Kind, fault.Sequence, fault.EventId).ShouldBe((HistoryFaultKind.Missing, _sequence, _event));
    }

    [Fact]
    public async Task an_event_moved_to_another_tenant_is_missed_by_one_and_inserted_at_the_other()
    {
        await _sealing.Tamper($"update mt_events set tenant_id = '{Node.OtherTenant}' where seq_id = {_sequence}");

        (await _sealing.FaultOf(Node.Tenant))!.Kind.ShouldBe(HistoryFaultKind.Missing);
        var other = (await _sealing.FaultOf(Node.OtherTenant)).ShouldNotBeNull();
        (other.Kind, other.Sequence, other.EventId).ShouldBe((HistoryFaultKind.Inserted, _sequence, _event));
    }

    [Fact]
    public async Task swapped_events_are_found_at_the_first_of_them()
    {
        await _sealing.Tamper($"""
            update mt_events set seq_id = -1 where seq_id = {_sequence};
            update mt_events set seq_id = {_sequence} where seq_id = {_sequence + 1};
            update mt_events set seq_id = {_sequence + 1} where seq_id = -1
            """);

        var fault = (await _sealing.FaultOf(Node.Tenant)).ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((HistoryFaultKind.Reordered, _sequence));
    }

    [Fact]
    public async Task a_truncated_history_is_found_where_it_ends_with_or_without_its_blocks()
    {
        await _sealing.Tamper($"delete from mt_events where tenant_id = '{Node.Tenant}' and seq_id >= {_sequence}");
        var fault = (await _sealing.FaultOf(Node.Tenant)).ShouldNotBeNull();
        (fault.Kind, fault.Sequence).ShouldBe((HistoryFaultKind.Truncated, _sequence));

        await _sealing.Tamper($"delete from engagement.history_blocks where tenant_id = '{Node.Tenant}' and to_sequence >= {_sequence}");
        (await _sealing.FaultOf(Node.Tenant))!.Kind.ShouldBe(HistoryFaultKind.Truncated);
    }

    [Fact]
    public async Task a_history_cut_off_with_its_rounds_is_known_to_the_anchor_alone()
    {
        await _sealing.Tamper($"""
            delete from engagement.history_rounds where up_to >= {_sequence};
            delete from engagement.history_blocks where round not in (select number from engagement.history_rounds);
            delete from mt_events where seq_id > (select max(up_to) from engagement.history_rounds);
            update engagement.checkpoints set position = (select max(up_to) from engagement.history_rounds) where shard = 'HistorySeal:All'
            """);

        (await _sealing.Node.Get<HistoryVerifier>().Verify(null, anchor: null, Ct)).IsClean.ShouldBeTrue();
        (await _sealing.Verify()).Fault!.Kind.ShouldBe(HistoryFaultKind.Truncated);
    }

    [Fact]
    public async Task an_exported_history_verifies_with_the_public_key_alone_and_a_changed_one_does_not()
    {
        await using (var file = File.Create(_sealing.FilePath))
            (await _sealing.Node.Get<HistoryExport>().Write(Node.Tenant, file, Ct)).ShouldBe(12);
        using var mine = SealKeys.FromText(_sealing.KeyText, "the test");
        using var trusted = SealKeys.FromText(mine.PublicText, "the test");
        var text = await File.ReadAllTextAsync(_sealing.FilePath, Ct);

        var report = await VerifyText(text, trusted);
        report.IsClean.ShouldBeTrue(string.Join(", ", report.Faults));
        report.Tenants.Single().Events.ShouldBe(12);
        report.Anchored.ShouldBe(report.Rounds);

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (await VerifyText(text.Replace("\\u0022By\\u0022: 2", "\\u0022By\\u0022: 3", StringComparison.Ordinal), trusted))
            .Faults.Single().Kind.ShouldBe(HistoryFaultKind.Changed);
        (await VerifyText(string.Join('\n', lines[..^1]), trusted)).Faults.Single().Kind.ShouldBe(HistoryFaultKind.Truncated);
        (await VerifyText(string.Join('\n', lines[..4]) + "\n" + lines[^1], trusted)).IsClean.ShouldBeFalse();
        using var stranger = SealKeys.FromText(SealKeys.NewKey(), "the test");
        (await VerifyText(text, stranger)).Faults.Single().Kind.ShouldBe(HistoryFaultKind.SignatureWrong);
    }

    [Fact]
    public async Task a_proof_shows_one_event_and_no_changed_one()
    {
        var stream = await _sealing.Scalar<Guid>($"select stream_id from mt_events where seq_id = {_sequence}");
        var version = await _sealing.Scalar<long>($"select version from mt_events where seq_id = {_sequence}");
        var proof = (await _sealing.Node.Get<HistoryProofs>().Of(Node.Tenant, stream, version, Ct)).ShouldNotBeNull();
        using var keys = SealKeys.FromText(_sealing.KeyText, "the test");

        new InclusionProof(proof.Json).Verify(keys).ShouldBeTrue();
        new InclusionProof(proof.Json.Replace("tally_raised", "tally_closed", StringComparison.Ordinal)).Verify(keys).ShouldBeFalse();
        (await _sealing.Node.Get<HistoryProofs>().Of(Node.OtherTenant, stream, version, Ct)).ShouldBeNull();
    }

    private async Task<HistoryReport> VerifyText(string text, SealKeys keys)
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await HistoryFile.Verify(file, keys, _sealing.Anchor, Ct);
    }
}
