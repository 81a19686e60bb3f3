using SalesEngagement.Faults.Rebuild;
using SalesEngagement.Faults.Shred;
using SalesEngagement.Faults.Tamper;
using SalesEngagement.Proof;

return await ProofCommand.Run(
    "What the store promises when things go wrong.", args, new RebuildProof(), new ShredProof(), new TamperProof());
