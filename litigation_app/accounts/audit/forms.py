"""What an auditor looks for."""

from litigation_app.core.forms import Choice, Form, TextDate
from litigation_app.core.language import _l

ACTS = {
    "sign_in": _l("Signed in"),
    "sign_in_refused": _l("Sign-in refused"),
    "sign_in_delayed": _l("Sign-in delayed after too many attempts"),
    "sign_out": _l("Signed out"),
    "enrol": _l("Chose a password"),
    "add_person": _l("Added a person who signs in"),
    "renew_link": _l("Gave a new one-time link"),
    "disable_person": _l("Shut a person out"),
    "enable_person": _l("Let a person in again"),
    "create_case": _l("Opened a new case"),
    "edit_file": _l("Changed the aim or the file numbers"),
    "open_file": _l("Opened the file"),
    "open_victim": _l("Accessed personal data"),
    "add_victim": _l("Added a victim"),
    "edit_victim": _l("Changed personal data"),
    "begin_proceeding": _l("Began a proceeding"),
    "record_step": _l("Recorded a step"),
    "met_deadline": _l("Marked a deadline as met"),
    "serve_deadline": _l("Entered a date of service"),
    "draft_claim": _l("Drafted a claim"),
    "change_claim": _l("Changed a claim"),
    "submit_claim": _l("Sent a claim for review"),
    "approve_claim": _l("Approved a claim"),
    "return_claim": _l("Returned a claim"),
    "file_claim": _l("Recorded a filing"),
    "record_decision": _l("Recorded a court decision"),
    "record_payment": _l("Recorded a payment"),
    "denied": _l("Refused: not there or not hers"),
    "read_facts": _l("Counted coded facts for a publication"),
    "draft_release": _l("Prepared a publication"),
    "agree_release": _l("Agreed to a publication"),
    "approve_release": _l("Published"),
    "drop_release": _l("Discarded a draft publication"),
    "run_study": _l("Ran a fund estimate"),
    "verify_ledger": _l("Checked the access log"),
    "init": _l("Set up this copy"),
    "demo": _l("Filled the demonstration"),
}
OUTCOMES = {"done": _l("Done"), "refused": _l("Refused"), "denied": _l("Denied")}

FAULTS = {
    "gap": _l("An entry is missing, or entries stand in another order."),
    "hash": _l("The entry was changed, or it does not follow from the one before it."),
    "mac": _l("The entry was not written by this desk."),
    "columns": _l("What the list shows of the entry is not what the entry itself says."),
    "head": _l("The last entries were cut off or written anew."),
}


class FilterForm(Form):
    by = Choice(_l("Who"))
    act = Choice(_l("What"))
    outcome = Choice(_l("Outcome"))
    since = TextDate(_l("From"))
    until = TextDate(_l("To"))
