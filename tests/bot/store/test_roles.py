"""People, invitations, and who may do what by them."""

import asyncio
import logging

import pytest

from bot.access import Access, Forbidden
from bot.store.errors import StoreUnavailable
from bot.store.invitations import read_code
from bot.store.nouns import Role
from bot.store.store import Store
from tests.bot.store.conftest import Clock

pytestmark = pytest.mark.asyncio
BOSS, ACTS = "900", ("ask", "change", "manage")


@pytest.fixture
def access(store: Store) -> Access:
    return Access(store, open_to_all=False, admins=[BOSS])


async def acts(access: Access, person: str) -> list[str]:
    return [act for act in ACTS if await access.may("telegram", person, act)]  # type: ignore[arg-type]


# -- roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "invited", "everyone"),
    [
        (None, [], ["ask"]),
        ("cadre", ["ask"], ["ask"]),
        ("editor", ["ask", "change"], ["ask", "change"]),
        ("admin", ["ask", "change", "manage"], ["ask", "change", "manage"]),
    ],
)
async def test_what_a_role_may(
    store: Store, role: Role | None, invited: list[str], everyone: list[str]
) -> None:
    if role:
        await store.people.grant("telegram", 1, role, by=store.key_of("telegram", BOSS))
    assert await acts(Access(store, open_to_all=False), "1") == invited
    assert await acts(Access(store, open_to_all=True), "1") == everyone


async def test_admins_of_the_settings_are_of_telegram_alone(access: Access) -> None:
    assert await access.may("telegram", int(BOSS), "manage")
    assert not await access.may("zalo", BOSS, "ask")
    assert await access.may("terminal", "whoever", "manage")


async def test_a_role_taken_away_is_gone_for_the_next_message_in_every_process(
    store: Store, access: Access
) -> None:
    other_process = Access(store, open_to_all=False)
    await store.people.grant("telegram", 1, "editor", by=store.key_of("telegram", BOSS))
    assert await other_process.may("telegram", 1, "change")
    assert await access.revoke("telegram", BOSS, "telegram", 1)
    assert await acts(other_process, "1") == []
    assert not await access.revoke("telegram", BOSS, "telegram", 1)


async def test_only_who_may_manage_invites_and_revokes_and_no_set_admin_is_revoked(
    store: Store, access: Access
) -> None:
    await store.people.grant("telegram", 1, "editor", by=store.key_of("telegram", BOSS))
    with pytest.raises(Forbidden):
        await access.invite("telegram", 1, "cadre")
    with pytest.raises(Forbidden):
        await access.revoke("telegram", 1, "telegram", 2)
    with pytest.raises(Forbidden, match="GIAOBAN_ADMINS"):
        await access.revoke("terminal", "root", "telegram", BOSS)


async def test_while_the_store_is_away_who_might_ask_still_may_and_nobody_may_change(
    store: Store,
    access: Access,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    by = store.key_of("telegram", BOSS)
    for person in (1, 2):
        await store.people.grant("telegram", person, "cadre", by=by)
    await access.learn()
    await access.revoke("telegram", BOSS, "telegram", 2)
    assert not await access.may("telegram", 2, "ask")

    async def away(*_: object) -> None:
        raise StoreUnavailable("kho dữ liệu: mất")

    monkeypatch.setattr(store.people, "role", away)
    with caplog.at_level(logging.CRITICAL):
        assert await access.may("telegram", 1, "ask")
        assert not await access.may("telegram", 2, "ask")
        assert not await access.may("telegram", 3, "ask")
        assert await access.may("telegram", BOSS, "manage")
        with pytest.raises(StoreUnavailable):
            await access.may("telegram", 1, "change")


# -- invitations ---------------------------------------------------------------------------------


async def test_a_code_gives_its_role_once_to_one(store: Store, access: Access) -> None:
    made = await access.invite("telegram", BOSS, "editor")
    welcome = await access.redeem(made.code, "telegram", 1, address=1, name="Chị Mây")
    assert (welcome.outcome, welcome.role) == ("welcome", "editor")
    assert await acts(access, "1") == ["ask", "change"]
    assert (await access.redeem(made.code, "telegram", 1)).outcome == "already"
    assert (await access.redeem(made.code, "telegram", 2)).outcome == "spent"
    assert await acts(access, "2") == []
    [person] = await store.people.all()
    assert (person.address, person.name, person.role) == ("1", "Chị Mây", "editor")


async def test_a_code_is_read_as_people_type_it(access: Access) -> None:
    code = (await access.invite("telegram", BOSS, "cadre", uses=9)).code
    as_letters = code.replace("0", "o").replace("1", "l")
    for typed in (code.lower(), code.replace("-", " "), code.replace("-", ""), as_letters):
        assert (await access.redeem(f" {typed}\n", "zalo", typed)).outcome == "welcome"


async def test_a_wrong_code_gives_nothing(access: Access) -> None:
    await access.invite("telegram", BOSS, "cadre")
    for code in ("", "----", "SAIM-SAIM-SAIM-SAIM", "\0", "x" * 10_000, "\udcff"):
        assert (await access.redeem(code, "telegram", 1)).outcome == "unknown"


async def test_a_code_ends_with_its_days(access: Access, store: Store, clock: Clock) -> None:
    made = await access.invite("telegram", BOSS, "cadre", days=2)
    clock.pass_(days=2)
    assert (await access.redeem(made.code, "telegram", 1)).outcome == "expired"
    assert await store.invitations.open() == []
    clock.pass_(seconds=1)
    assert await store.invitations.purge(clock()) == 1
    again = await access.invite("telegram", BOSS, "cadre")
    assert again.number != made.number  # the audit log still speaks of the first


@pytest.mark.parametrize("by_number", [True, False])
async def test_a_code_revoked_is_worthless_at_once(
    access: Access, store: Store, by_number: bool
) -> None:
    made = await access.invite("telegram", BOSS, "cadre")
    name = str(made.number) if by_number else made.code.lower()
    assert await access.revoke_invitation("telegram", BOSS, name)
    assert (await access.redeem(made.code, "telegram", 1)).outcome == "revoked"
    assert not await access.revoke_invitation("telegram", BOSS, name)
    assert await store.invitations.open() == []


async def test_a_lower_code_takes_no_role_away_and_is_not_spent(access: Access) -> None:
    high = await access.invite("telegram", BOSS, "admin")
    low = await access.invite("telegram", BOSS, "cadre")
    await access.redeem(high.code, "telegram", 1)
    assert (await access.redeem(low.code, "telegram", 1)).role == "admin"
    assert (await access.redeem(low.code, "telegram", 2)).outcome == "welcome"


async def test_a_higher_code_raises(access: Access) -> None:
    low = await access.invite("telegram", BOSS, "cadre")
    high = await access.invite("telegram", BOSS, "admin")
    await access.redeem(low.code, "telegram", 1)
    assert (await access.redeem(high.code, "telegram", 1)).role == "admin"


async def test_who_was_revoked_comes_back_by_a_new_invitation_only(
    access: Access, store: Store, clock: Clock
) -> None:
    """A link for many, still in their chat, does not undo it."""
    old = await access.invite("telegram", BOSS, "cadre", uses=50)
    await access.redeem(old.code, "telegram", 1)
    clock.pass_(minutes=1)
    await access.revoke("telegram", BOSS, "telegram", 1)
    assert (await access.redeem(old.code, "telegram", 1)).outcome == "barred"
    assert await acts(access, "1") == []
    clock.pass_(minutes=1)
    new = await access.invite("telegram", BOSS, "cadre")
    assert (await access.redeem(new.code, "telegram", 1)).outcome == "welcome"
    assert await acts(access, "1") == ["ask"]
    [person] = await store.people.all()
    assert person.revoked_at is None


async def test_who_is_revoked_leaves_no_invitation_behind(access: Access) -> None:
    await access.redeem((await access.invite("telegram", BOSS, "admin")).code, "telegram", 1)
    theirs = await access.invite("telegram", 1, "admin")
    await access.revoke("telegram", BOSS, "telegram", 1)
    assert (await access.redeem(theirs.code, "telegram", 2)).outcome == "revoked"


async def test_of_eight_at_once_as_many_get_in_as_there_are_uses(
    access: Access, store: Store
) -> None:
    made = await access.invite("telegram", BOSS, "cadre", uses=3)
    came = await asyncio.gather(*(access.redeem(made.code, "telegram", n) for n in range(8)))
    assert sorted(one.outcome for one in came) == ["spent"] * 5 + ["welcome"] * 3
    assert len(await store.people.all()) == 3


async def test_one_person_eight_times_at_once_spends_one_use(access: Access, store: Store) -> None:
    made = await access.invite("telegram", BOSS, "cadre", uses=3)
    came = await asyncio.gather(*(access.redeem(made.code, "telegram", 1) for _ in range(8)))
    assert sorted(one.outcome for one in came) == ["already"] * 7 + ["welcome"]
    assert [one.uses_left for one in await store.invitations.open()] == [2]


async def test_every_change_of_rights_is_in_the_audit_log(access: Access, store: Store) -> None:
    made = await access.invite("telegram", BOSS, "cadre")
    await access.redeem(made.code, "telegram", 1)
    await access.revoke("telegram", BOSS, "telegram", 1)
    await access.revoke_invitation("telegram", BOSS, made.code)
    entries = [entry async for entry in store.audit.all()]
    boss, one = store.key_of("telegram", BOSS), store.key_of("telegram", 1)
    assert [(entry.act, entry.actor) for entry in entries] == [
        ("invite", boss),
        ("redeem", one),
        ("revoke", boss),
        ("revoke_invitation", boss),
    ]
    assert await store.audit.verify() is None


async def test_codes_are_nowhere_in_the_store(access: Access, store: Store) -> None:
    made = await access.invite("telegram", BOSS, "cadre")
    if store.database.address.file is None:
        pytest.skip("only a file can be read whole")
    await store.database.close()
    for path in store.database.address.file.parent.iterdir():
        content = path.read_bytes()
        assert made.code.encode() not in content
        assert read_code(made.code).encode() not in content
