using SalesEngagement.EventStore.Daemon;
using SalesEngagement.EventStore.History;
using SalesEngagement.Proof;

namespace SalesEngagement.Faults.Tamper;

/// <summary><c>tamper</c>: whatever is done to sealed history is found, and the first place is named.</summary>
internal sealed class TamperProof : IProof
{
    private readonly Dictionary<string, (int Done, int Found)> _byKind = [];

    /// <inheritdoc/>
    public string Name => "tamper";

    /// <inheritdoc/>
    public string Promise => "tampering with sealed history is detected, and its position named";

    /// <inheritdoc/>
    public async Task Run(ProofRun run, CancellationToken ct)
    {
        var random = new Random(run.Seed);
        var database = await run.StartDatabase(settings: null, ct);
        await using var victim = new Victim(database);
        await using var node = await Start(database, victim, victim.Keys, ct);
        run.Say("sealing the history of several tenants");
        await victim.Build(node, tenants: 4, rounds: run.IsLong ? 40 : 12, ct);
        await Untouched(run, node, victim, ct);

        run.Say("tampering at random places");
        var (onEvents, onSeals) = (new EventDeeds(victim.Events, random), new SealDeeds(victim.Events, random));
        for (var i = 0; i < (run.IsLong ? 1600 : 160); i++)
            await Try(i % 3 == 2 ? onSeals.Next(i / 3) : onEvents.Next(i), node, victim, run, ct);
        await Rewrites(run, node, victim, random, ct);

        foreach (var (kind, (done, found)) in _byKind.OrderBy(kind => kind.Key, StringComparer.Ordinal))
            run.Report.Exactly($"{kind}: found and named, of {done}", found, done);
        run.Report.AtLeast("cases", _byKind.Values.Sum(kind => kind.Done), 100);
        run.Report.Exactly("false alarms after everything was put back", (await Verify(node, victim.Anchor, ct)).Faults.Count(), 0);
    }

    private static Task<ProofNode> Start(ProofDatabase database, Victim victim, SealKeys keys, CancellationToken ct) => ProofNode.Start(
        database, ct, daemon: options => options.TakeOver = TimeSpan.FromMilliseconds(100),
        more: services => services.AddHistorySealing(_ => new SealOptions
        {
            Keys = keys, Anchor = victim.Anchor, Interval = TimeSpan.FromMilliseconds(10),
        }));

    private static Task<HistoryReport> Verify(ProofNode node, IHistoryAnchor? anchor, CancellationToken ct) =>
        node.Get<HistoryVerifier>().Verify(tenantId: null, anchor, ct);

    private static async Task Untouched(ProofRun run, ProofNode node, Victim victim, CancellationToken ct)
    {
        var report = await Verify(node, victim.Anchor, ct);
        run.Report.Measure("events, blocks, rounds", $"{report.Tenants.Sum(t => t.Events)}, {report.Tenants.Sum(t => t.Blocks)}, {report.Rounds}");
        run.Report.Exactly("events sealed, of those appended", report.Tenants.Sum(t => t.Events), victim.Events.Count);
        run.Report.Exactly("false alarms on untouched history", report.Faults.Count(), 0);
    }

    private async Task Try(TamperCase deed, ProofNode node, Victim victim, ProofRun run, CancellationToken ct)
    {
        await victim.Tamper(deed.Sql, ct);
        var faults = (await Verify(node, victim.Anchor, ct)).Faults.ToArray();
        Count(run, deed.Name, faults.Any(deed.IsNamedBy), faults);
        await victim.Restore(ct);
    }

    private async Task Rewrites(ProofRun run, ProofNode node, Victim victim, Random random, CancellationToken ct)
    {
        using var stranger = SealKeys.FromText(SealKeys.NewKey(), "the proof");
        var (unsigned, unanchored) = (0, 0);
        const int Times = 5;
        for (var i = 0; i < Times; i++)
        {
            run.Say("rewriting everything from one event on, without and with the signing key");
            var target = victim.Events[random.Next(victim.Events.Count)];
            await new Forger(victim, stranger).Rewrite(target, ct);
            var faults = (await Verify(node, anchor: null, ct)).Faults.ToArray();
            Count(run, "rewritten with another key", faults.Any(fault =>
                (fault.Kind, fault.TenantId, fault.Block) == (HistoryFaultKind.SignatureWrong, target.Tenant, target.Block)), faults);
            unsigned += await IsCleanFor(stranger, node, victim, ct) ? 1 : 0;
            await victim.Restore(ct);

            await new Forger(victim, victim.Keys).Rewrite(target, ct);
            faults = [.. (await Verify(node, victim.Anchor, ct)).Faults];
            Count(run, "rewritten with the stolen key", faults.Any(fault =>
                (fault.Kind, fault.Round) == (HistoryFaultKind.NotAnchored, target.Round)), faults);
            unanchored += (await Verify(node, anchor: null, ct)).IsClean ? 1 : 0;
            await victim.Restore(ct);
        }

        run.Report.Control("signatures of any key trusted: rewrites unnoticed", $"{unsigned} of {Times}", unsigned == Times);
        run.Report.Control("anchor left out: rewrites with the stolen key unnoticed", $"{unanchored} of {Times}", unanchored == Times);
    }

    private static async Task<bool> IsCleanFor(SealKeys stranger, ProofNode node, Victim victim, CancellationToken ct)
    {
        using var both = SealKeys.FromText(victim.Keys.PublicText + stranger.PublicText, "the proof");
        var gullible = new HistoryVerifier(node.Get<DaemonConnections>(), new SealOptions { Keys = both, Anchor = victim.Anchor });
        return (await gullible.Verify(tenantId: null, anchor: null, ct)).IsClean;
    }

    private void Count(ProofRun run, string kind, bool isNamed, HistoryFault[] faults)
    {
        var (done, found) = _byKind.GetValueOrDefault(kind);
        _byKind[kind] = (done + 1, found + (isNamed ? 1 : 0));
        if (!isNamed)
            run.Say($"not named: {kind}; the verifier said {(faults.Length == 0 ? "nothing" : string.Join("; ", faults))}");
    }
}
