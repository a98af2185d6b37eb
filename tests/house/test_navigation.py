"""Does every room stand behind a door, so that the navigation says where its pages belong?"""

from litigation_app.app import ROOMS
from litigation_app.navigation import DOOR_OF, DOORS, OF_A_CASE

OWN_PAGES = {
    "anchors",
    "enrolment",
    "factors",
    "integrity",
    "sessions",
    "unlocking",
    "watching",
}  # before the doors, about oneself, or for a program that watches


def test_every_room_belongs_to_a_door() -> None:
    rooms = {room.bp.name for room in ROOMS}
    behind = {door.endpoint.partition(".")[0] for door in DOORS} | set(DOOR_OF) | OF_A_CASE

    assert rooms - behind == OWN_PAGES
    assert not behind - rooms
