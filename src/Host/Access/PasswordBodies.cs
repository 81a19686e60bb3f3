namespace SalesEngagement.Host.Access;

/// <summary>A user takes another password.</summary>
internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

/// <summary>Somebody has forgotten their password.</summary>
internal sealed record PasswordResetRequest(string? Email);

/// <summary>The password that takes the place of the forgotten one.</summary>
internal sealed record NewPasswordRequest(string? Password);

/// <summary>What the documentation shows for these routes.</summary>
internal static class PasswordExamples
{
    public static ChangePasswordRequest Change { get; } = new("correct horse battery staple", "five wizards box quickly");

    public static PasswordResetRequest Ask { get; } = new("ada@acme.example");

    public static NewPasswordRequest Reset { get; } = new("five wizards box quickly");
}
