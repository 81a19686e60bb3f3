using SalesEngagement.Load.Append;
using SalesEngagement.Proof;

return await ProofCommand.Run(
    "What the store costs, against a baseline in the same run.",
    args,
    new AppendLoad());
