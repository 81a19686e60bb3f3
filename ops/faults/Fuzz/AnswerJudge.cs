using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Holds every answer against the document and against what all answers have in common.</summary>
internal sealed class AnswerJudge(ApiDocument document, SchemaJudge schemas)
{
    private const string ProblemMedia = "application/problem+json";
    private const string RequestId = "X-Request-Id";
    private const string Urn = "urn:sales-engagement:";

    // What any address may answer that is no route of the document, or none for this method.
    private static readonly int[] Elsewhere = [400, 401, 403, 404, 405, 413, 414, 415, 429, 431];

    // What the server itself refuses before there is a request: it says so with a status and nothing else.
    private static readonly int[] OfTheServer = [400, 405, 408, 411, 414, 431];

    /// <summary>What is wrong with it, without the values of this one request, so that the same fault has the same name.</summary>
    public IEnumerable<string> Faults(Draft draft, Answer answer)
    {
        if (answer.Status == 0)
            return [$"gave no answer: {answer.Body}"];
        if (answer.Status >= 500 && !(answer.Status == 503 && draft.Operation.Answers.ContainsKey(503)))
            return [$"answered {answer.Status}"];
        if (IsOfTheServer(answer.Status, answer.Has(RequestId), answer.Body))
            return [];
        return [.. Headers(answer), .. Members(draft, answer), .. Body(draft, answer)];
    }

    /// <summary>Whether it is a bare refusal of what never became a request: all answers of the product name their request.</summary>
    public static bool IsOfTheServer(int status, bool hasRequestId, string body) =>
        OfTheServer.Contains(status) && !hasRequestId && body.Length == 0;

    /// <summary>Where the request led: an address may be spoiled into another route's.</summary>
    private Operation? Reached(Draft draft) => draft.IsElsewhere ? document.At(draft.Method, draft.Path) : draft.Operation;

    /// <summary>The shape of the answer; null when its status is not among those the document names.</summary>
    private IReadOnlyDictionary<string, JsonNode?>? ShapeOf(Draft draft, Answer answer) =>
        Reached(draft)?.Answers.TryGetValue(answer.Status, out var said) == true ? said
        : draft.IsElsewhere && Elsewhere.Contains(answer.Status)
            ? new Dictionary<string, JsonNode?> { [ProblemMedia] = document.Root["components"]!["schemas"]!["Problem"] }
            : null;

    private static IEnumerable<string> Headers(Answer answer)
    {
        if (answer.Status is 429 or 503 && !answer.Has("Retry-After"))
            yield return $"{answer.Status} has no Retry-After";
        if (answer.Status == 405 && !answer.Has("Allow"))
            yield return "405 has no Allow";
        if (answer.Status == 201 && !answer.Has("Location"))
            yield return "201 has no Location";
    }

    private IEnumerable<string> Members(Draft draft, Answer answer)
    {
        // Where no body is taken, none is read.
        if (answer.IsSuccess && Reached(draft) is { Body: not null } reached && draft.IsPlantedBeside(document.MembersOf(reached)))
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
        if (answer.Media is not { } media || !shapes.TryGetValue(media, out var schema))
            return [$"{answer.Status} has media type {answer.Media ?? "none"}, which is not documented"];
        return media.EndsWith("json", StringComparison.Ordinal) ? Json(answer, schema) : [];
    }

    private List<string> Json(Answer answer, JsonNode? schema)
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
            var wrong = new List<string>();
            if (schema is not null && schemas.Fault(schema, parsed.RootElement) is { } fault)
                wrong.Add($"{answer.Status} does not fit its schema: {fault}");
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
