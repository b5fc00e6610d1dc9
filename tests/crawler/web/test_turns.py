import asyncio

from crawler.web.turns import Turns


class Diary:
    """Who began and ended when."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def visit(self, turns: Turns, name: str, *hosts: str, then: str = "") -> None:
        async with turns.take(hosts) as turn:
            self.lines.append(f"+{name}")
            await asyncio.sleep(0.01)
            if then:
                await turn.extend(then)
            self.lines.append(f"-{name}")


async def run(at_once: int, *visits: tuple) -> list[str]:
    turns, diary = Turns(at_once, rest=0.0), Diary()
    async with asyncio.timeout(5):
        await asyncio.gather(*(diary.visit(turns, *visit[:-1], then=visit[-1]) for visit in visits))
    return diary.lines


async def test_no_more_sites_are_under_way_than_allowed() -> None:
    assert await run(1, ("one", "a", ""), ("two", "b", "")) == ["+one", "-one", "+two", "-two"]


async def test_sites_that_share_a_host_wait_for_each_other_and_others_do_not() -> None:
    lines = await run(3, ("one", "a", "www.a", ""), ("two", "www.a", ""), ("three", "b", ""))

    assert lines.index("+three") < lines.index("-one") < lines.index("+two")


async def test_two_sites_that_lead_to_each_others_host_do_not_wait_for_ever() -> None:
    lines = await run(2, ("one", "a", "b"), ("two", "b", "a"))

    assert sorted(lines) == ["+one", "+two", "-one", "-two"]


async def test_a_host_rests_between_two_sites() -> None:
    turns, loop = Turns(2, rest=0.1), asyncio.get_running_loop()
    async with turns.take(["a"]):
        pass
    # The place is free at once, the host only after its rest.
    other = asyncio.create_task(take(turns, "b"))
    left = loop.time()
    await take(turns, "a")
    await other

    assert loop.time() - left < 0.5


async def take(turns: Turns, host: str) -> None:
    async with turns.take([host]):
        pass
