namespace SalesEngagement.Domain;

/// <summary>A business refusal. The code is part of the API; the detail is for people and names no person.</summary>
public sealed record Rejection(string Code, string Detail)
{
    /// <summary>The code that the API answers with 404: the thing is not there, or no longer.</summary>
    public const string NotFoundCode = "not-found";

    public static Rejection Because(string code, string detail) => new(code, detail);

    public static Rejection NotFound(string detail) => new(NotFoundCode, detail);
}
