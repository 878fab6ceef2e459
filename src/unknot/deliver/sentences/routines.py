"""
Why a step stands in a routine of self-care, why it is gentle, and why a place got none.
"""

from __future__ import annotations

from unknot.deliver.sentences.template import Sentences
from unknot.deliver.voice import mark as _
from unknot.domain.reason import Why

ROUTINES: Sentences = {
    Why.ROUTINE_FOR_SORENESS: (
        _("You gave your {part} {score} of 10 for soreness."),
        _("You said that it is sore."),
    ),
    Why.ROUTINE_FOR_LOAD: (
        _("Your last runs asked much of your {part}."),
        _("Your last runs asked much of it."),
    ),
    Why.ROUTINE_NEIGHBOUR: (
        _("Your {part} works together with your {beside}, which is sore."),
        _("It works together with what is sore."),
    ),
    Why.ROUTINE_USUAL: (
        _("Running usually asks something of your {part}."),
        _("Running usually asks something of it."),
    ),
    Why.ROUTINE_STRETCH: (
        _("Stretching your {part} may feel good. It is not shown to make it less sore."),
        _("Stretching may feel good. It is not shown to make anything less sore."),
    ),
    Why.ROUTINE_WARM_UP: (
        _("Moving belongs behind any rolling before a run: it is what warms you up."),
    ),
    Why.ROUTINE_GENTLE: (
        _(
            "Press so that it feels like {discomfort} of 10 at most,"
            " since you gave your {part} {score} of 10 for soreness."
        ),
        _("Press so that it feels like {discomfort} of 10 at most."),
        _("Press gently here."),
    ),
    (Why.ROUTINE_GENTLE, "pain"): (
        _(
            "Press so that it feels like {discomfort} of 10 at most,"
            " since you gave your {part} {score} of 10 for pain."
        ),
    ),
    Why.ROUTINE_CLOSED_HERE: (
        _("Your {part} is better left alone, by what you told us."),
        _("This place is better left alone, by what you told us."),
    ),
    Why.ROUTINE_NOTHING_SAFE: (
        _("There is nothing gentle enough for your {part} today."),
        _("There is nothing gentle enough for it today."),
    ),
    Why.ROUTINE_NO_ROOM: (
        _("Massaging your {part} did not fit into {minutes}."),
        _("It did not fit into the time."),
    ),
}
