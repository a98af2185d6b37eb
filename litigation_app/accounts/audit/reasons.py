"""Why did somebody do it: the reasons that the access log keeps, in the reader's words."""

from litigation_app.core.language import _l

_ETHICAL_WALL = {
    "conflict_of_interest": _l("A conflict of interest"),
    "knows_a_party": _l("Personal connection with a party"),
    "was_involved": _l("Acted for another party"),
    "safety": _l("The client's safety"),
    "other": _l("Another reason, in the note"),
}
_EMERGENCY = {
    "danger": _l("Somebody is in danger"),
    "hearing_today": _l("A hearing is held today"),
    "deadline_today": _l("A deadline ends today"),
    "lawyer_unreachable": _l("The lawyer of the case cannot be reached"),
    "authority_asks": _l("An authority must have an answer at once"),
}
_CLOSED = {
    "finished": _l("Everything for the client is done"),
    "client_ended": _l("The client has ended it"),
    "handed_on": _l("Another lawyer or organisation goes on"),
    "no_contact": _l("The client cannot be reached any more"),
    "mistake": _l("It was opened in error"),
    "other": _l("Another reason"),
}
_REOPENED = {
    "new_proceedings": _l("New proceedings or a remedy"),
    "client_back": _l("The client has come back"),
    "money": _l("Money is to be collected"),
    "mistake": _l("It was closed in error"),
    "other": _l("Another reason"),
}
_VERDICT = {
    "justified": _l("It was right"),
    "avoidable": _l("It was meant well, but there was another way"),
    "not_justified": _l("It was not right"),
}
_BASIS = {
    "not_needed": _l("The data are no longer needed for what they were collected for"),
    "consent_withdrawn": _l("She has withdrawn her consent"),
    "objection": _l("She objects to the processing"),
    "unlawful": _l("The data were processed without a lawful basis"),
    "legal_obligation": _l("A law or a decision obliges us to erase"),
}
_LIFTED = {
    "order_lifted": _l("The order was lifted or has run out"),
    "over": _l("The proceedings are over"),
    "paid": _l("The claim is paid"),
    "mistake": _l("It was placed in error"),
    "other": _l("Another reason"),
}
_LEGAL_HOLD = {
    "court_order": _l("A court or an authority has ordered that the data be kept"),
    "proceeding": _l("A proceeding is running in which the data are needed"),
    "unpaid_claim": _l("A claim of hers is not paid yet"),
    "other": _l("Another reason, in words"),
}
# What stands for a purpose in the entries of these acts; every other act has a purpose of law/codes.toml.
REASONS = {
    "close_case": _CLOSED,
    "reopen_case": _REOPENED,
    "put_wall": _ETHICAL_WALL,
    "lift_wall": _ETHICAL_WALL,
    "try_emergency": _EMERGENCY,
    "begin_emergency": _EMERGENCY,
    "review_emergency": _VERDICT,
    "read_justification": {
        "review": _l("To review the emergency access"),
        "look_back": _l("To see how the emergency access was reviewed"),
    },
    "propose_erasure": _BASIS,
    "agree_erasure": _BASIS,
    "reject_erasure": _BASIS,
    "withdraw_erasure": _BASIS,
    "erase_victim": _BASIS,
    "finish_erasure": _BASIS,
    "place_hold": _LEGAL_HOLD,
    "keep_hold": _LEGAL_HOLD,
    "ask_to_lift_hold": _LIFTED,
    "lift_hold": _LEGAL_HOLD | _LIFTED,  # before there were reasons of its own, the hold's
    "read_erasure": {"review": _l("To decide on an erasure")},
}
