"""How often somebody may try a password."""

from __future__ import annotations

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# A name from one address; one address; a name from anywhere. The last is high: it can lock its owner out.
OF_NAME_AND_ADDRESS = RateLimitItemPerMinute(5, 5)
OF_ADDRESS = RateLimitItemPerMinute(20, 5)
OF_NAME = RateLimitItemPerHour(60)


class Attempts:
    """Attempts to log in, counted in this process; forgotten when it ends."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may(self, name: str, address: str) -> bool:
        """Count an attempt; False when there were too many."""
        # What one address is refused does not count against the name: it would lock out its owner.
        limits = ((OF_ADDRESS, address), (OF_NAME_AND_ADDRESS, name, address), (OF_NAME, name))
        return all(self._limiter.hit(limit, *whose) for limit, *whose in limits)

    def succeeded(self, name: str, address: str) -> None:
        """Whoever knew the password may forget it again."""
        self._limiter.clear(OF_NAME_AND_ADDRESS, name, address)
