namespace SalesEngagement.Domain;

/// <summary>A business refusal. The code is part of the API; the detail is for people and names no person.</summary>
public sealed record Rejection(string Code, string Detail)
{
    /// <summary>The code that the API answers with 404: the thing is not there, or no longer.</summary>
    public const string NotFoundCode = "not-found";

    /// <summary>The rules that objected, when there can be several.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    public static Rejection Because(string code, string detail, params IReadOnlyList<Reason> reasons) =>
        new(code, detail) { Reasons = reasons };

    public static Rejection NotFound(string detail) => new(NotFoundCode, detail);
}

/// <summary>One rule's objection. The code is part of the API; the detail is for people and names no person.</summary>
public sealed record Reason(string Code, string Detail);
