"""Who comes in after a restore? Nobody by what was given out before it: no sign-in, no link; and here is who can sign in."""

from uuid import UUID

from sqlalchemy import delete, select, update

from litigation_app.accounts import queries
from litigation_app.accounts.models import NO_LINK, CalendarFeed, User
from litigation_app.accounts.signing_in.sessions import actions as sessions
from litigation_app.accounts.staff.cosigners import queries as cosigners
from litigation_app.core.db import begin_write, committing, db


def shut() -> dict[str, int]:
    """End all sign-ins and all links, since some were void already when the backup came back; how many."""
    with committing():
        begin_write()
        users: list[UUID] = list(db.session.scalars(select(User.id)))
        ended = sum(sessions.end_all(user) for user in users)
        void = update(User).where(User.enrolment_hash.is_not(None))
        void = void.values(**NO_LINK, row_version=User.row_version + 1)
        feeds = delete(CalendarFeed).returning(CalendarFeed.user_id)
        links = len(db.session.scalars(void.returning(User.id)).all()) + len(db.session.scalars(feeds).all())
    return {"sign_ins_ended": ended, "links_ended": links}


def whose() -> list[dict[str, object]]:
    """Everybody who can sign in, with her roles, and every outside co-signer."""
    outside = cosigners.accounts()
    able = (one for one in queries.people() if one.disabled_at is None and (one.password_hash or one.id in outside))
    return [
        {
            "email": one.email,
            "name": one.name,
            "roles": [f"{held.role} ({held.place})" for held in queries.given_to(one)]
            + ["outside co-signer"] * (one.id in outside),
        }
        for one in able
    ]
