using SalesEngagement.Application.IdentityProviders;
using SalesEngagement.Domain;
using SalesEngagement.Domain.IdentityProviders;
using SalesEngagement.Domain.Users;

namespace SalesEngagement.Specs.IdentityProviders;

public sealed class IdentityProviderSpecs
{
    private static readonly ProviderSettings Settings = new(
        "Sign-in", "https://login.acme.example", "console", "urn:api", ["openid"], "groups",
        [new("leads", Role.Manager), new("sales", Role.Rep)], [], ["acme.example"], TakesPlainTokens: false, IsEnabled: true);

    private static readonly IdentityProviderAdded Added = new(Settings, Now);

    [Fact]
    public void a_provider_is_trusted_as_was_said() => Adding(Settings).Then(Added);

    [Fact]
    public void that_there_is_a_secret_is_a_fact_and_the_secret_is_none() =>
        AddIdentityProviderHandler.Handle(new(Settings, HasSecret: true), Now).Then(Added, new IdentityProviderSecretChanged(true, Now));

    [Fact]
    public void one_by_which_id_tokens_would_pass_for_access_tokens_is_refused() =>
        Adding(Settings with { Audience = "console" }).ThenRejected("audience-is-client");

    [Fact]
    public void one_by_which_nobody_could_get_in_is_refused()
    {
        Adding(Settings with { RoleMap = [] }).ThenRejected("role-required");
        Adding(Settings with { RoleMap = [], DefaultRoles = [Role.Rep] }).Then(Added with { Settings = Settings with { RoleMap = [], DefaultRoles = [Role.Rep] } });
        Adding(Settings with { RolesClaim = null }).ThenRejected("roles-claim-required");
    }

    [Fact]
    public void what_is_not_named_stays_as_it_is()
    {
        Changing(new(Name: "Another")).Then(Changed(Settings with { Name = "Another" }));
        Changing(new(IsEnabled: false)).Then(Changed(Settings with { IsEnabled = false }));
        Changing(new(Audience: new(null))).Then(Changed(Settings with { Audience = null }));
        Changing(new(RoleMap: [], RolesClaim: new(null), DefaultRoles: [Role.Rep]))
            .Then(Changed(Settings with { RoleMap = [], RolesClaim = null, DefaultRoles = [Role.Rep] }));
    }

    [Fact]
    public void a_change_is_held_to_the_same_rules()
    {
        Changing(new(ClientId: "urn:api")).ThenRejected("audience-is-client");
        Changing(new(RoleMap: [])).ThenRejected("role-required");
    }

    [Fact]
    public void the_same_again_changes_nothing()
    {
        Changing(new("Sign-in", "console", new("urn:api"), ["openid"], new("groups"), [new("leads", Role.Manager), new("sales", Role.Rep)], [],
            ["acme.example"], TakesPlainTokens: false, IsEnabled: true)).ThenNothing();
        Changing(new() { NewSecret = false }).ThenNothing();
        Given(Added, new IdentityProviderRemoved(Now)).When<IdentityProvider>((provider, now) => RemoveIdentityProviderHandler.Handle(new(), provider, now))
            .ThenNothing();
    }

    [Fact]
    public void a_secret_is_replaced_and_taken_away()
    {
        Changing(new() { NewSecret = true }).Then(new IdentityProviderSecretChanged(true, Now));
        Given(Added, new IdentityProviderSecretChanged(true, Now))
            .When<IdentityProvider>((provider, now) => ChangeIdentityProviderHandler.Handle(new() { NewSecret = false }, provider, now))
            .Then(new IdentityProviderSecretChanged(false, Now));
    }

    [Fact]
    public void a_removed_provider_is_removed_for_good()
    {
        Given(Added).When<IdentityProvider>((provider, now) => RemoveIdentityProviderHandler.Handle(new(), provider, now))
            .Then(new IdentityProviderRemoved(Now));
        Given(Added, new IdentityProviderRemoved(Now))
            .When<IdentityProvider>((provider, now) => ChangeIdentityProviderHandler.Handle(new(Name: "Late"), provider, now))
            .ThenRejected("not-found");
    }

    [Fact]
    public void roles_are_those_of_all_values_and_else_the_default_ones()
    {
        Settings.RolesOf(["sales", "leads", "gardening"]).ShouldBe([Role.Manager, Role.Rep]);
        Settings.RolesOf(["Sales"]).ShouldBeEmpty();
        (Settings with { DefaultRoles = [Role.Analyst] }).RolesOf([]).ShouldBe([Role.Analyst]);
        (Settings with { DefaultRoles = [Role.Analyst] }).RolesOf(["sales"]).ShouldBe([Role.Rep]);
    }

    [Theory]
    [InlineData("grace@acme.example", true)]
    [InlineData("grace@ACME.example", true)]
    [InlineData("grace@sub.acme.example", false)]
    [InlineData("grace@notacme.example", false)]
    [InlineData("grace@acme.example@other.example", false)]
    [InlineData("acme.example", false)]
    public void users_are_known_by_addresses_of_exactly_these_domains(string email, bool isKnown) => Settings.KnowsBy(email).ShouldBe(isKnown);

    private static Decision Adding(ProviderSettings settings) => AddIdentityProviderHandler.Handle(new(settings, HasSecret: false), Now);

    private static Decision Changing(ChangeIdentityProvider command) =>
        Given(Added).When<IdentityProvider>((provider, now) => ChangeIdentityProviderHandler.Handle(command, provider, now));

    private static IdentityProviderChanged Changed(ProviderSettings settings) => new(settings, Now);
}
