"""With which sentences does the comparison say how a way stands and why?"""

from litigation_app.casework.claims.routes.status import Look, State, Why
from litigation_app.core.language import _l

STATE_WORDS = {
    State.OPEN: _l("Open now"),
    State.TAKEN: _l("Used already"),
    State.NOT_YET: _l("Not yet"),
    State.WAS: _l("Was open"),
    State.ABSENT: _l("Not in this country"),
}
OTHERWISE = {
    Why.OTHER_RIGHTS: _l("Only for other rights"),  # it is there, for other rights than hers
    Why.MAY_BE_BARRED: _l("Perhaps open"),
}
CHIPS = {State.OPEN: "ok", State.TAKEN: "info", State.NOT_YET: "warn", State.WAS: "bad", State.ABSENT: "info"}
SIGNS = {
    State.OPEN: "check-circle-fill",
    State.TAKEN: "arrow-right",
    State.NOT_YET: "hourglass-split",
    State.WAS: "x-circle",
    State.ABSENT: "x-lg",
}
WHY = {
    Why.NO_SUCH_WAY: _l("The country has not set it up."),
    Why.OTHER_RIGHTS: _l("It protects other rights than those that trafficking violates."),
    Why.NOT_APPLIED: _l("The law is adopted and not applied yet."),
    Why.FILED: _l("Her claim went out on this way."),
    Why.RUNS: _l("Such proceedings run in this case."),
    Why.BEGUN: _l("The proceedings are begun here; the first step is not recorded yet."),
    Why.NO_TRIAL: _l("No criminal proceedings are recorded in this case."),
    Why.TRIAL_RUNS: _l("The trial at first instance is not over. Claim before the main hearing ends."),
    Why.TRIAL_OVER: _l("The first instance is over. A retrial opens it again."),
    Why.PLEA_LIES_THERE: _l("An agreement lies before the court: ask at once that it says what is paid to her."),
    Why.PLEA_POSSIBLE: _l("An agreement may be made at this stage."),
    Why.PLEA_NOT_HERE: _l("No agreement can be made at the stage where the trial stands."),
    Why.NOT_BARRED: _l("The claim for damages is not time-barred."),
    Why.MAY_BE_BARRED: _l(
        "The period from the damage has passed. Against the offender the claim may live as long as prosecution is possible."
    ),
    Why.BARRED: _l("It is time-barred."),
    Why.DAMAGE_UNDATED: _l("Until when cannot be said: the day of the offence is not recorded."),
    Why.EACH_WAGE: _l("Each wage has a period of its own, from the day on which it was due."),
    Why.OWED: _l("Something is finally awarded to her and not paid."),
    Why.NOTHING_AWARDED: _l("Nothing is finally awarded to her yet."),
    Why.PAID: _l("What was finally awarded to her is paid."),
    Why.NO_DECISION: _l("No decision is recorded against which it could be brought."),
    Why.PERIOD_RUNS: _l("The period runs."),
    Why.UNSERVED: _l("Until when cannot be said: the day on which the decision was served is not recorded."),
    Why.PERIOD_OVER: _l("The period has passed."),
    Why.OFFENCE_UNDATED: _l("Until when cannot be said: the day of the offence is not recorded."),
    Why.ONLY_IF_PREVENTED: _l(
        "The period from the offence has passed. It is open only if something prevented her or she was a child."
    ),
    Why.ONLY_A_CHILD: _l(
        "The outermost end for an adult has passed. It is open only if she was a child: count from her majority."
    ),
    Why.NOT_OFFERED: _l("It opens when nothing can be collected from the debtor."),
    Why.WHILE_IT_LASTS: _l("While the proceedings go on, and for a time that the law sets afterwards."),
    Why.NO_PROCEEDINGS: _l("No proceedings are recorded that could have taken too long."),
    Why.ONLY_WHILE_IT_LASTS: _l(
        "She must object while the proceedings go on. The money is asked for once the objection was upheld."
    ),
    Why.ENDED: _l("The proceedings are over. Money can be asked for only if she objected while they went on."),
    Why.NO_DAY_AFTERWARDS: _l("While the proceedings go on. The desk knows no last day afterwards."),
    Why.START_UNKNOWN: _l(
        "Until when cannot be said: the day on which the decision became final, or was served, is not recorded."
    ),
    Why.NO_TIME_KNOWN: _l("The rules of the country name no last day."),
}
TO_DO = {
    Why.DAMAGE_UNDATED: _l("Enter the day of the offence with the charge."),
    Why.OFFENCE_UNDATED: _l("Enter the day of the offence with the charge."),
    Why.UNSERVED: _l("Begin the proceedings and enter the day of service with their deadline."),
    Why.START_UNKNOWN: _l("Record that step with its day and its service."),
    Why.NOTHING_AWARDED: _l("Record the final decision on her claim, if there is one."),
}
SOONEST = {
    Why.TRIAL_OVER: _l("Closed since"),
    Why.ENDED: _l("Closed since"),
    Why.PERIOD_OVER: _l("Was open until"),
    Why.BARRED: _l("Was open until"),
    Why.ONLY_IF_PREVENTED: _l("Limitation from the date of the offence, expires"),
    Why.ONLY_A_CHILD: _l("Limitation from the date of the offence, expires"),
    Why.OWED: _l("Collect by"),
    Why.NOT_BARRED: _l("After the referral, sue by"),
    Why.MAY_BE_BARRED: _l("After the referral, sue by"),
    Why.DAMAGE_UNDATED: _l("After the referral, sue by"),
}


def why(look: Look) -> str:
    """Why a way stands as it does, in one sentence."""
    return str(WHY[look.why])
