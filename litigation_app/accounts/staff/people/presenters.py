"""What do the pages and the command say about an act that was proposed or refused?"""

from litigation_app.accounts.presenters import ROLE_NAMES
from litigation_app.accounts.staff.proposals.models import PersonProposal
from litigation_app.accounts.staff.proposals.rules import Kind
from litigation_app.core import stood
from litigation_app.core.language import _
from litigation_app.core.mailing import Letter


def what(proposal: PersonProposal) -> str:
    """The proposed act as one sentence."""
    name = proposal.name or (proposal.target.name if proposal.target else _("somebody"))
    roles = ", ".join(str(ROLE_NAMES[held.role]) for held in sorted(proposal.wanted, key=lambda held: held.role))
    office = proposal.office.name if proposal.office else ""
    return {
        Kind.ADD: _("Add %(name)s as %(roles)s at %(office)s", name=name, roles=roles, office=office),
        Kind.GIVE: _("Give %(name)s the role %(roles)s at %(office)s", name=name, roles=roles, office=office),
        Kind.TAKE: _("Take from %(name)s the role %(roles)s at %(office)s", name=name, roles=roles, office=office),
        Kind.RECOVER: _("Give %(name)s a new one-time link", name=name),
        Kind.ENABLE: _("Reinstate %(name)s", name=name),
        Kind.COSIGNER: _("Name %(name)s as an outside co-signer", name=name),
    }[Kind(proposal.kind)]


def link_letter(address: str, words_with: str) -> Letter:
    """The mail by which a link goes to her whose account it opens."""
    said = [
        _("You get a new one-time link for the desk. It works once, and for three days:"),
        address,
        _("It asks for two words, which %(name)s tells you in person or by telephone.", name=words_with),
        _("If you did not ask for it, do not use it, and tell your coordinator or the auditor."),
    ]
    return Letter(_("A new one-time link"), "\n\n".join(said) + "\n")


def sentence(reason: str) -> str:
    """A refusal in the reader's words."""
    return {
        "address_taken": _("Somebody signs in with this address already."),
        "administrator_with_casework": _(
            "An administrator cannot also be a lawyer or a coordinator: who keeps the keys does not read the files."
        ),
        "auditor_with_any": _("An auditor has no other role: nobody audits their own work."),
        "not_as_written": _(
            "This person's name or address was changed behind the desk. Restore a backup from before: see Alerts."
        ),
        "no_administrator": _("You are no longer an administrator at work: another one was quicker."),
        "own_account": _("This is about you. Ask the other administrators."),
        "held_already": _("This person holds this role at this office already."),
        "not_held": _("This person does not hold this role at this office."),
        "last_role": _("This is the person's only role. To end all access, use “This person leaves”."),
        "shut_out": _("The account is suspended. First propose to reinstate it."),
        "not_shut_out": _("The account is not suspended."),
        "no_role": _("This person has no role. First propose one."),
        "log_not_whole": _(
            "The access log fails verification, so it cannot be said that you are the first. Verify the access log."
        ),
        "not_alone": _("There is or was another administrator or a co-signer, so this takes two."),
        "cosigner": _("This is an outside co-signer, who never signs in here."),
        "other_name": _("A co-signer with this address was named here under another name or organisation."),
        "key_not_as_written": _(
            "The key of this co-signer was changed behind the desk. Decline this, and propose it again."
        ),
    }.get(reason) or {
        "proposed_already": _("This is proposed already and waits for a second administrator."),
        "decided_already": _("This was decided already."),
        "changed": stood.sentence(),
        "expired": _("This proposal is older than seven days. Propose it again."),
        "own_proposal": _("You proposed this yourself. Another administrator or an outside co-signer must agree."),
        "proposer_gone": _("Who proposed this is no longer an administrator at work. Propose it yourself."),
    }[reason]
