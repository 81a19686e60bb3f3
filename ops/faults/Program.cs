using SalesEngagement.Faults.Children;
using SalesEngagement.Faults.Fuzz;
using SalesEngagement.Faults.Kills;
using SalesEngagement.Faults.Order;
using SalesEngagement.Faults.Power;
using SalesEngagement.Faults.Rebuild;
using SalesEngagement.Faults.Shred;
using SalesEngagement.Faults.Tamper;
using SalesEngagement.Faults.Zombies;
using SalesEngagement.Proof;

if (args is [Child.Verb, .. var role])
    return await ChildRole.Play(role);
return await ProofCommand.Run(
    "What the store promises when things go wrong.", args,
    new OrderProof(), new ZombiesProof(), new KillsProof(), new PowerProof(), new RebuildProof(), new ShredProof(),
    new TamperProof(), new FuzzProof());
