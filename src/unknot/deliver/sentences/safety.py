"""
Why something is limited or refused for safety. We never diagnose and never promise.
"""

from __future__ import annotations

from unknot.deliver.sentences.template import Sentences
from unknot.deliver.voice import mark as _
from unknot.domain.reason import Why

SAFETY: Sentences = {
    Why.ANSWER_THE_QUESTIONS: (
        _("Answer a few questions about your health first; until then we plan only rest."),
    ),
    Why.EMERGENCY_NOW: (
        _("Call your emergency number now. You told us: “{sign}”."),
        _("What you told us can be an emergency. Call your emergency number now."),
    ),
    (Why.SEE_SOMEONE_TODAY, "see-a-doctor"): (
        _(
            "Please see a doctor about this, and leave your {part} alone until then."
            " You told us: “{sign}”."
        ),
        _("Please see a doctor about this, and leave the area alone until then."),
    ),
    Why.SEE_SOMEONE_TODAY: (
        _(
            "Please get medical advice today. Until then do not run, and leave your {part} alone."
            " You told us: “{sign}”."
        ),
        _("Please get medical advice today, and do not run until then. You told us: “{sign}”."),
        _("Please get medical advice today. Until then do not run, and leave the area alone."),
    ),
    Why.NO_MASSAGE_ANYWHERE: (
        _("No massage anywhere for now. You told us: “{condition}”."),
        _("No massage anywhere for now. You told us: “{sign}”."),
        _("No massage anywhere until this has passed."),
    ),
    Why.AVOID_THE_AREA: (
        _("Leave your {part} alone for now. You told us: “{condition}”."),
        _("Leave your {part} alone for now. You told us: “{sign}”."),
        _("Leave your {part} alone for now."),
        _("Leave that area alone for now. You told us: “{condition}”."),
        _("Leave that area alone for now. You told us: “{sign}”."),
        _("Leave that area alone for now."),
    ),
    (Why.AVOID_THE_AREA, "light-near-it"): (
        _("No massage gun, and at most light hands near your {part}. You told us: “{condition}”."),
        _("No massage gun, and at most light hands. You told us: “{condition}”."),
    ),
    (Why.ASK_YOUR_DOCTOR, "cleared"): (
        _(
            "Your doctor says that massage is fine. Some limits stay; tell your therapist too."
            " You told us: “{condition}”."
        ),
        _("Your doctor says that massage is fine. Some limits stay; tell your therapist too."),
    ),
    (Why.ASK_YOUR_DOCTOR, "age-under-16"): (
        _(
            "Under 16 we plan no deep work and no massage gun."
            " Ask your doctor before a massage, and tell your therapist."
        ),
    ),
    Why.ASK_YOUR_DOCTOR: (
        _("Ask your doctor before a massage, and tell your therapist. You told us: “{condition}”."),
        _("Ask your doctor before a massage, and tell your therapist. You told us: “{sign}”."),
        _("Ask your doctor before a massage, and tell your therapist."),
    ),
    (Why.INJURY_HERE, "injury-bone-stress"): (
        _(
            "You have a bone stress injury at your {part} until {until}: no running, and no care there."
            " If nobody medical has looked at it, get advice today."
        ),
        _(
            "You have a bone stress injury at your {part}: no running, and no care there."
            " If nobody medical has looked at it, get advice today."
        ),
        _(
            "With a bone stress injury: no running, and no care there."
            " If nobody medical has looked at it, get advice today."
        ),
    ),
    Why.INJURY_HERE: (
        _(
            "You have an injury at your {part} until {until}, so care there is left out or kept light."
        ),
        _("You have an injury at your {part}, so care there is left out or kept light."),
        _("You have an injury there, so care there is left out or kept light."),
    ),
    Why.ILLNESS_NOW: (
        _("You are ill until {until}; rest until you are well again."),
        _("You noted an illness from {from_date} on; rest until you are well again."),
        _("You are ill; rest until you are well again."),
    ),
    Why.PAIN_OVER_FIVE: (
        _(
            "On {date} you gave your {part} {score} of 10 for pain."
            " Over 5 we do nothing there; have it looked at if it stays."
        ),
        _("Your {part} hurt too much for any care; have it looked at if it stays."),
        _("It hurt too much for any care there; have it looked at if it stays."),
    ),
    Why.VERY_SORE_LIGHT_HANDS_ONLY: (
        _("On {date} you gave your {part} {score} of 10 for soreness, so light hands only."),
        _("Your {part} felt very sore, so light hands only."),
        _("You felt very sore, so light hands only."),
    ),
    Why.NO_COLD_WATER: (
        _("No cold water for you. You told us: “{condition}”."),
        _("No cold water for you, with what you told us about your health."),
    ),
    Why.GUARD_REMOVED_ITEM: (
        _("Our last check took {kind} on {date} out of this plan, to be safe."),
        _("Our last check took one piece of care out of this plan, to be safe."),
    ),
}
