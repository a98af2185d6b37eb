"""What must a law decide, what may it choose, and what do instruments ask of a State, in the reader's language?"""

from litigation_app.core.language import _


def question(code: str) -> str:
    """A choice that the law must make."""
    return {
        "crimes": _("Which crimes"),
        "subsidiary": _("When the State pays"),
        "persons": _("Who may apply"),
        "heads": _("Which damage"),
        "amount": _("How much"),
        "time": _("Until when"),
        "advance": _("Advances"),
        "conduct": _("Grounds to refuse"),
        "return": _("Double payment"),
        "body": _("Who decides"),
        "money": _("Where the money comes from"),
    }[code]


def answers(code: str) -> str:
    """What it may choose."""
    return {
        "crimes": _("trafficking in human beings only, or every intentional crime of violence"),
        "subsidiary": _(
            "only what cannot be had from the offender; also where the offender is unknown or cannot be tried"
        ),
        "persons": _("citizens and residents, or every victim of a crime on the territory, also without papers"),
        "heads": _("at least lost earnings, treatment, funeral and maintenance; pain and dignity as well"),
        "amount": _("the damage itself up to a cap, or bands by gravity; one flat amount is not enough"),
        "time": _("a period from the crime or from its end, longer for children"),
        "advance": _("none, or a part before the trial ends where need is urgent"),
        "conduct": _("own part in the crime; never because she did not co-operate with the prosecution"),
        "return": _("what is had elsewhere is set off; the State takes over the claim against the offender"),
        "body": _("a commission with an office of its own, or an existing body as host"),
        "money": _("budget, surcharge per convicted person, money of deferred prosecution, confiscations, a levy"),
    }[code]


def duty(code: str) -> str:
    """What an instrument asks."""
    return {
        "ets116": _(
            "The State contributes where compensation is not fully available from other sources. Some heads of "
            "damage are the minimum; a cap, a floor and a time limit are allowed."
        ),
        "directive": _(
            "A national scheme must give fair and appropriate compensation. A fixed amount that ignores how grave"
            " the consequences are does not."
        ),
        "trafficking": _(
            "Each party guarantees compensation for victims of trafficking, for instance by a compensation fund."
        ),
        "article4": _(
            "The State must make it possible for a victim to claim from the trafficker what she earned and did "
            "not keep."
        ),
    }[code]
