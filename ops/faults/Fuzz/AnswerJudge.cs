using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Holds every answer against the document and against what all answers have in common.</summary>
internal sealed class AnswerJudge(ApiDocument document, SchemaJudge schemas)
{
    private const string ProblemMedia = "application/problem+json";
    private const string Urn = "urn:sales-engagement:";

    // What any address may answer that is no route of the document, or none for this method.
    private static readonly int[] Elsewhere = [400, 401, 403, 404, 405, 413, 415, 429];

    /// <summary>What is wrong with it, without the values of this one request, so that the same fault has the same name.</summary>
    public IEnumerable<string> Faults(Draft draft, Answer answer)
    {
        if (answer.Status == 0)
            return [$"gave no answer: {answer.Body}"];
        if (answer.Status >= 500 && !(answer.Status == 503 && draft.Operation.Answers.ContainsKey(503)))
            return [$"answered {answer.Status}"];
        return [.. Headers(answer), .. Members(draft, answer), .. Body(draft, answer)];
    }

    /// <summary>The shape of the answer; null when its status is not among those the document names.</summary>
    private IReadOnlyList<KeyValuePair<string, JsonNode?>>? ShapeOf(Draft draft, Answer answer)
    {
        if (draft.Operation.Answers.TryGetValue(answer.Status, out var said) && !(draft.IsElsewhere && answer.IsSuccess))
            return [.. said];
        if (!draft.IsElsewhere)
            return null;
        if (Elsewhere.Contains(answer.Status))
            return [new(ProblemMedia, document.Root["components"]!["schemas"]!["Problem"])];
        // An address that was spoiled into another route's.
        var others = document.Operations.Where(other => other.Method == draft.Method && other.Answers.ContainsKey(answer.Status)).ToList();
        return others.Count == 0 ? null : [.. others.SelectMany(other => other.Answers[answer.Status])];
    }

    private static IEnumerable<string> Headers(Answer answer)
    {
        if (answer.Status is 429 or 503 && !answer.Has("Retry-After"))
            yield return $"{answer.Status} has no Retry-After";
        if (answer.Status == 405 && !answer.Has("Allow"))
            yield return "405 has no Allow";
        if (answer.Status == 201 && !answer.Has("Location"))
            yield return "201 has no Location";
    }

    private static IEnumerable<string> Members(Draft draft, Answer answer)
    {
        if (answer.IsSuccess && draft.IsPlanted)
            yield return "took a member that it does not know";
    }

    private List<string> Body(Draft draft, Answer answer)
    {
        if (ShapeOf(draft, answer) is not { } shapes)
            return [$"{answer.Status} is not documented"];
        if (draft.Method == "HEAD" || answer.Status is 204 or 304)
            return answer.Body.Length == 0 ? [] : [$"{answer.Status} to {draft.Method} has a body"];
        if (shapes.Count == 0)
            return answer.Body.Length == 0 ? [] : [$"{answer.Status} has a body that is not documented"];
        var fitting = shapes.Where(shape => shape.Key == answer.Media).ToList();
        if (fitting.Count == 0)
            return [$"{answer.Status} has media type {answer.Media ?? "none"}, which is not documented"];
        if (answer.Media?.EndsWith("json", StringComparison.Ordinal) != true)
            return [];
        return Json(answer, [.. fitting.Select(shape => shape.Value)]);
    }

    private List<string> Json(Answer answer, IReadOnlyList<JsonNode?> allowed)
    {
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return [$"{answer.Status} is not JSON"];
        }

        using (parsed)
        {
            var faults = allowed.Select(schema => schema is null ? null : schemas.Fault(schema, parsed.RootElement)).ToList();
            var wrong = new List<string>();
            if (faults.TrueForAll(fault => fault is not null))
                wrong.Add($"{answer.Status} does not fit its schema: {faults[0]}");
            if (answer.Media == ProblemMedia)
                wrong.AddRange(Problem(answer, parsed.RootElement));
            return wrong;
        }
    }

    private static IEnumerable<string> Problem(Answer answer, JsonElement problem)
    {
        if (!problem.TryGetProperty("status", out var status) || status.GetInt32() != answer.Status)
            yield return $"the problem of a {answer.Status} says another status";
        var hasBoth = problem.TryGetProperty("code", out var code) & problem.TryGetProperty("type", out var type);
        if (!hasBoth || type.GetString() != Urn + code.GetString())
            yield return $"the problem of a {answer.Status} has a type that is not its code's";
    }
}
