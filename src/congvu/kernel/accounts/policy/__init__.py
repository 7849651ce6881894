"""The one policy: who is acting, what they may do, and where. Every room asks here and nowhere else."""

from __future__ import annotations

from congvu.kernel.accounts.policy.actor import Actor, acting, actor_of, may, require, scope_of

__all__ = ["Actor", "acting", "actor_of", "may", "require", "scope_of"]
