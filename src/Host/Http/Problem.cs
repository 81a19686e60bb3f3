using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using SalesEngagement.Domain;
using SalesEngagement.Host.Duplicates;

namespace SalesEngagement.Host.Http;

/// <summary>An answer that says why not: RFC 9457 with our stable codes. The detail names no person.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Part of the API: clients branch on it.</param>
/// <param name="Detail">What happened, to which id, and what to do.</param>
/// <param name="Errors">For validation: JSON pointer → messages.</param>
internal sealed record Problem(
    int Status, string Code, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null) : IResult
{
    /// <summary>What <c>type</c> starts with.</summary>
    public const string UrnPrefix = "urn:sales-engagement:";

    /// <summary>The media type of every refusal.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Seconds to wait before trying again (<c>Retry-After</c>).</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The rules that objected, when there can be several.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Who the contact may be already, when it is refused for that.</summary>
    public IReadOnlyList<DuplicateHint> Duplicates { get; init; } = [];

    /// <summary>The id under which this request is found in traces, and with its events.</summary>
    public static string TraceOf(HttpContext context) =>
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = FormattableString.Invariant($"{seconds}");
        var body = new ProblemBody(
            UrnPrefix + Code, ReasonPhrases.GetReasonPhrase(Status), Status, Detail, Code, TraceOf(httpContext), Errors,
            Reasons is [] ? null : Reasons, Duplicates is [] ? null : Duplicates);
        return httpContext.Response.WriteAsJsonAsync(body, JsonFormat.Options, MediaType, httpContext.RequestAborted);
    }
}

/// <summary>The wire form of a refusal.</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Reason>? Reasons = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DuplicateHint>? Duplicates = null);

/// <summary>A request that cannot even be understood, noticed where no answer can be returned (binding, parsing).</summary>
internal sealed class RefusedRequestException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The answer to give.</summary>
    public Problem Problem { get; } = problem;
}
