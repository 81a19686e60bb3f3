namespace SalesEngagement.Host.Access;

/// <summary>A code of the authenticator app; a recovery code where one is taken instead.</summary>
internal sealed record TotpRequest(string? Totp);

/// <summary>A seed to put into an authenticator app: as text, and as the address that apps scan as a QR code.</summary>
internal sealed record TotpEnrolment(string Secret, string Uri);

/// <summary>Codes for a lost telephone, each good once; they are not shown again.</summary>
internal sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes);

/// <summary>What the documentation shows for these routes.</summary>
internal static class TotpExamples
{
    public static TotpRequest Request { get; } = new("492039");

    public static TotpEnrolment Enrolment { get; } = new(
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth://totp/Sales%20engagement:ada%40acme.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Sales%20engagement&algorithm=SHA1&digits=6&period=30");

    public static RecoveryCodesResponse RecoveryCodes { get; } = new(["k7qd-2mzr-w5ha-x3tp", "b4nf-6yqe-c2ls-r7ug"]);
}
