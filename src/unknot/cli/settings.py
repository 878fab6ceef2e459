"""
`unknot settings show|set`: money, time, tools, wishes, races and the numbers about a runner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.door import print_json, spoken, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.cli.setting_names import SettingName
    from unknot.domain.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]

settings_app = typer.Typer(help="What the plan knows about you.", no_args_is_help=True)

SAID, DEFAULT, ESTIMATED = "said", "default", "estimated"

# The fields of the profile that stand in for settings nobody has said.
_ESTIMATES = {
    "resting_hr": "resting_hr",
    "maximal_hr": "maximal_hr",
    "threshold_pace_s_per_km": "threshold_speed_mps",
    "trimp_sex_coefficient": "sex",
}


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(settings_app, name="settings")


@settings_app.command("show")
def show(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    Show every setting, and which of them are defaults or estimates.
    """
    with visit(ctx) as here:
        if as_json:
            print_json(_as_plain(here))
        else:
            _print_settings(here)


# A value may begin with a minus, which is then refused as a value and not as an option.
@settings_app.command("set", context_settings={"ignore_unknown_options": True})
def change(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its name in `unknot settings names`.")
    ],
    values: Annotated[
        list[str],
        typer.Argument(metavar="VALUE", help="Its value, or several; none clears it."),
    ],
    as_json: AsJson = False,
) -> None:
    """
    Change one setting. Lists such as prices and races are replaced as a whole.
    """
    from unknot.cli.setting_names import SETTINGS, read_setting, setting_named

    setting = setting_named(name)
    if setting is None:
        known = ", ".join(each.name for each in SETTINGS)
        raise typer.BadParameter(
            spoken(
                _("there is no setting called {name}; there are {known}"), name=name, known=known
            )
        )
    with visit(ctx) as here:
        value = read_setting(setting, values, here.settings)
        changed = here.house.change_settings(here.runner_id, **{setting.field: value})
        if as_json:
            print_json({setting.name: _plain(changed, setting)})
        else:
            typer.echo(f"{setting.name}: {_said(changed, setting, here)}")


@settings_app.command("names")
def list_names(as_json: AsJson = False) -> None:
    """
    List the settings by name, with an example of each.
    """
    from unknot.cli.setting_names import SETTINGS
    from unknot.cli.tables import print_table

    rows = [(each.name, each.example, spoken(each.about)) for each in SETTINGS]
    if as_json:
        print_json([dict(zip(("name", "example", "about"), row, strict=True)) for row in rows])
    else:
        print_table((spoken(_("Setting")), spoken(_("Example")), spoken(_("What it is"))), rows)


def _print_settings(here: Visit) -> None:
    from unknot.cli.setting_names import SETTINGS
    from unknot.cli.tables import print_table

    rows = [
        (
            each.name,
            _shown(here, each),
            {SAID: "", DEFAULT: spoken(_("default")), ESTIMATED: spoken(_("our estimate"))}[
                _source(here, each)
            ],
        )
        for each in SETTINGS
    ]
    print_table((spoken(_("Setting")), spoken(_("Value")), ""), rows)


def _source(here: Visit, setting: SettingName) -> str:
    """
    Where the value comes from that is used: the runner, a default, or an estimate.
    """
    from unknot.domain.settings import Settings

    value = getattr(here.settings, setting.field)
    if value is None and setting.field in _ESTIMATES:
        return ESTIMATED
    if setting.field == "zone":
        return SAID
    return DEFAULT if value == getattr(Settings(), setting.field) else SAID


def _shown(here: Visit, setting: SettingName) -> str:
    value = _used(here, setting)
    return _say(value, setting, here)


def _used(here: Visit, setting: SettingName) -> Any:
    """
    The value the plan uses: what was said, else the estimate that stands in for it.
    """
    value = getattr(here.settings, setting.field)
    if value is not None or setting.field not in _ESTIMATES:
        return value
    estimate = getattr(here.house.profile(here.runner_id), _ESTIMATES[setting.field])
    if setting.field == "threshold_pace_s_per_km":
        return round(1000 / estimate, 1)
    return estimate if isinstance(estimate, str) else round(estimate)


def _said(settings: Settings, setting: SettingName, here: Visit) -> str:
    from dataclasses import replace

    from unknot.cli.door import voice_for

    now = replace(here, settings=settings, voice=voice_for(settings))
    return _say(getattr(settings, setting.field), setting, now)


def _say(value: Any, setting: SettingName, here: Visit) -> str:
    from unknot.cli.setting_names import WITHOUT

    if value in (None, "", (), frozenset()):
        return spoken(WITHOUT.get(setting.field, _("not said")))
    return setting.say(value, here.voice)


def _as_plain(here: Visit) -> dict[str, Any]:
    from unknot.cli.setting_names import SETTINGS

    return {
        each.name: {
            "value": _plain(here.settings, each),
            "used": each.plain(_used(here, each)),
            "source": _source(here, each),
        }
        for each in SETTINGS
    }


def _plain(settings: Settings, setting: SettingName) -> Any:
    return setting.plain(getattr(settings, setting.field))
