namespace SalesEngagement.Domain.Access;

/// <summary>How somebody proved who they are.</summary>
public enum SignInMethod
{
    /// <summary>Password alone.</summary>
    Password,

    /// <summary>Password and a code of the second factor.</summary>
    PasswordAndCode,

    /// <summary>Password and a recovery code.</summary>
    PasswordAndRecoveryCode,

    /// <summary>An issuer that the company trusts.</summary>
    OpenId,
}
