using System.ComponentModel.DataAnnotations;

namespace SalesEngagement.Host.Configuration;

/// <summary>Reads sections that the composition itself needs, before there are services to check them.</summary>
internal static class Settings
{
    /// <summary>A section of the configuration as its class, checked by the attributes of its properties.</summary>
    /// <exception cref="InvalidSettingException">A setting cannot be read, or is not what it may be; all are named.</exception>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = Bind<T>(configuration, section);
        var faults = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true))
            return options;
        throw new InvalidSettingException(string.Join(
            Environment.NewLine,
            faults.SelectMany(fault => fault.MemberNames.Select(member => $"{section}:{member} cannot be used: {fault.ErrorMessage}"))));
    }

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new InvalidSettingException(unreadable.Message);
        }
    }
}
