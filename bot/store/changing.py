"""How many rows a statement changed, which also says who of several came first."""

from typing import cast

from sqlalchemy import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import Executable


async def changed(session: AsyncSession, statement: Executable) -> int:
    """Execute an INSERT, UPDATE or DELETE; the number of rows it touched."""
    result = cast(
        "CursorResult[object]",
        await session.execute(statement, execution_options={"synchronize_session": False}),
    )
    return result.rowcount
