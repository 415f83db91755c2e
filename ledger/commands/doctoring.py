"""The copy that a doctor looks at: what a check may ask for, each thing found out once and only when it is asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ledger.core.practice import Settings
from ledger.store.git import READY
from ledger.store.refusal import LedgerError, Refused

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ledger.commands.session import Session
    from ledger.store.git import Git, State
    from ledger.store.library import Library
    from ledger.store.private import PrivateFolder


class Copy:
    """One copy of a ledger, whole or broken. ``deep`` reads everything, ``network`` may ask other computers."""

    def __init__(self, session: Session, *, deep: bool = False, network: bool = False) -> None:
        self.session = session
        self.deep = deep
        self.network = network

    @property
    def root(self) -> Path:
        """The ledger's folder."""
        return self.session.root

    @property
    def git(self) -> Git:
        """The door to git. Raises Refused where it is not installed."""
        return self.session.git

    @cached_property
    def any_state(self) -> State:
        """The condition of the repository, whatever it is."""
        return self.git.state()

    @property
    def state(self) -> State:
        """The condition of the repository. Raises Refused where there is none that can be looked into."""
        if self.any_state.kind != READY:
            raise Refused("there are no saved states to look into")
        return self.any_state

    @property
    def repository(self) -> Git:
        """The door to git, where there is something behind it. Raises Refused where there is not."""
        _ = self.state
        return self.git

    @property
    def library(self) -> Library:
        """The files of the ledger."""
        return self.session.library

    @property
    def settings(self) -> Settings:
        """What ``ledger.yaml`` says. Raises Refused where it cannot be read."""
        return self.session.settings

    @cached_property
    def private(self) -> PrivateFolder:
        """The private folder, also where ``ledger.yaml`` cannot say where it is."""
        from ledger.store.private import private_folder

        try:
            settings = self.settings
        except LedgerError:
            settings = Settings(format="1", time_zone="UTC")
        return private_folder(self.git, settings)

    @property
    def now(self) -> datetime:
        """The instant, by this computer's clock. Raises Refused where ``ledger.yaml`` cannot be read."""
        return self.session.now

    @cached_property
    def address(self) -> str | None:
        """Where the shared copy is, if there is one."""
        return self.repository.setting("remote.origin.url")
