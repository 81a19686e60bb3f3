namespace SalesEngagement.Faults.Fuzz;

/// <summary>Gives a company something to have, through the API's own creating routes.</summary>
internal static class Preparation
{
    // As many as requests need that delete, revoke or change what they find, until the others had something to find.
    private const int Rounds = 12;

    /// <summary>Creates a few of everything that can be created, and turns the pages of every list.</summary>
    public static async Task Fill(
        ApiDocument document, World world, Func<Draft, Task<Answer>> send, Random chance)
    {
        var drafter = new Drafter(document, world);
        var creating = document.Operations.Where(operation => operation is { Method: "POST", IsOpen: false } && IsCreating(operation)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var operation in creating)
            {
                var draft = Whole(drafter, operation, chance);
                if (round % 2 == 1 && operation.Parameters.Any(parameter => parameter.Name == "dryRun"))
                    draft.Query.Add(("dryRun", "true"));
                world.Learn(draft.Path, await send(draft));
            }
        }

        foreach (var list in document.Operations.Where(operation => operation.Parameters.Any(parameter => parameter.Name == "cursor")))
        {
            var whole = Whole(drafter, list, chance);
            if (!world.Knows(whole.Path))
                world.LearnItems(whole.Path, await send(whole));
            var draft = Whole(drafter, list, chance);
            draft.Query.Add(("limit", "1"));
            if (world.Positions.Count > 0 && list.Parameters.Any(parameter => parameter.Name == "minPosition"))
                draft.Query.Add(("minPosition", world.Positions[^1]));
            world.Learn(draft.Path, await send(draft));
        }
    }

    private static bool IsCreating(Operation operation) => operation.Answers.ContainsKey(201)
        || operation.Path.EndsWith("/previews", StringComparison.Ordinal)
        || (operation.Answers.ContainsKey(202) && !operation.Path.Contains('{', StringComparison.Ordinal));

    private static Draft Whole(Drafter drafter, Operation operation, Random chance)
    {
        var draft = drafter.Plain(operation, Actors.Admin, chance, isWhole: true);
        draft.Query.Clear();
        draft.Headers.Clear();
        return draft;
    }
}
