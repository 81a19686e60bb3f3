using System.CommandLine;

namespace SalesEngagement.Proof;

/// <summary>A program that shows one promise of the store on a real database: a verb of <c>ops/faults</c> or <c>ops/load</c>.</summary>
internal interface IProof
{
    /// <summary>The verb.</summary>
    string Name { get; }

    /// <summary>What it shows, in one line for <c>--help</c>.</summary>
    string Promise { get; }

    /// <summary>Options of its own, beside those that all have.</summary>
    IReadOnlyList<Option> Options => [];

    /// <summary>Runs it and writes its figures into the run's report.</summary>
    Task Run(ProofRun run, CancellationToken ct);
}
