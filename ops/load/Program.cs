using SalesEngagement.Load.Append;
using SalesEngagement.Load.BulkChange;
using SalesEngagement.Load.Commands;
using SalesEngagement.Load.Contacts;
using SalesEngagement.Load.Duplicates;
using SalesEngagement.Load.Growth;
using SalesEngagement.Load.Import;
using SalesEngagement.Load.Lag;
using SalesEngagement.Load.Lists;
using SalesEngagement.Load.Project;
using SalesEngagement.Load.Read;
using SalesEngagement.Load.Scheduled;
using SalesEngagement.Load.Search;
using SalesEngagement.Load.Tenants;
using SalesEngagement.Proof;

return await ProofCommand.Run(
    "What the store costs, against a baseline in the same run.",
    args,
    new AppendLoad(),
    new CommandsLoad(),
    new ProjectProof(),
    new LagLoad(),
    new ReadLoad(),
    new ScheduledLoad(),
    new GrowthLoad(),
    new TenantsLoad(),
    new SearchLoad(),
    new ListLoad(),
    new ContactsLoad(),
    new ImportLoad(),
    new BulkChangeLoad(),
    new DuplicateLoad());
