"""A thread's connection to the supervisor.

A packet is a JSON value. Sequenced packets keep their bounds, and an address in the abstract
namespace (unix(7)) needs no file: neither chdir, chroot nor another user id gets in its way.

The socket must not disturb the program, and the program may not disturb it:

* It sits at a high number, so that the program's first open() gives 3 as it does without a gate.
* A program that closes all descriptors, as a daemon does, closes this one too. Then it is opened
  again. The number may belong to something else by then: before each use the inode is compared, and
  the old socket object is detached, or its finaliser would close what is not ours.
"""

import _socket
import errno
import fcntl
import json
import os
from typing import Any, Dict, Optional

# The originals: the program may replace what it finds in these modules.
_fstat = os.fstat
_close = os.close
_exit = os._exit
_dumps = json.dumps
_OSError = OSError

LOWEST_DESCRIPTOR = 500
LOW_DESCRIPTOR = 200
ANSWER_BYTES = 4096
SUPERVISOR_GONE = 70

Message = Dict[str, Any]


class Connection:
    """Opened with the first message; `hello` introduces the thread each time it is opened."""

    def __init__(self, address: str, hello: Message) -> None:
        self.address = address
        self.hello = hello
        self.socket: Optional[_socket.socket] = None
        self.inode = 0

    def tell(self, message: Message) -> None:
        """Sends without waiting for an answer."""
        packet = _dumps(message).encode("ascii")
        while True:
            socket = self.usable_socket()
            try:
                socket.send(packet)
                return
            except _OSError as error:
                if error.errno == errno.EMSGSIZE:
                    raise  # It would not fit through another connection either.
                self.forget()

    def ask(self, message: Message) -> bytes:
        """Sends, and waits for the answer for as long as it takes."""
        while True:
            self.tell(message)
            answer = self.await_answer()
            if answer:
                return answer

    def await_answer(self) -> bytes:
        """Empty when the connection was lost meanwhile."""
        try:
            answer = self.usable_socket().recv(ANSWER_BYTES)
        except _OSError:
            answer = b""
        if not answer:
            self.forget()
        return answer

    def usable_socket(self) -> _socket.socket:
        if self.socket is not None and self.is_ours():
            return self.socket
        self.forget()
        return self.open()

    def is_ours(self) -> bool:
        assert self.socket is not None
        try:
            return _fstat(self.socket.fileno()).st_ino == self.inode
        except _OSError:
            return False

    def open(self) -> _socket.socket:
        try:
            first = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
            first.connect("\0" + self.address)
            self.socket = move_up(first)
            self.inode = _fstat(self.socket.fileno()).st_ino
            self.socket.send(_dumps(self.hello).encode("ascii"))
            return self.socket
        except _OSError:
            # Nobody is there to hold the program; it must not run on by itself.
            _exit(SUPERVISOR_GONE)

    def forget(self) -> None:
        """Lets go of the socket; closes it when it still is what it was."""
        if self.socket is None:
            return
        ours = self.is_ours()
        descriptor = self.socket.detach()
        self.socket = None
        if ours:
            _close(descriptor)


def move_up(socket: _socket.socket) -> _socket.socket:
    """The same socket at a high number. Its limit may be low (RLIMIT_NOFILE), then lower."""
    try:
        high = fcntl.fcntl(socket.fileno(), fcntl.F_DUPFD_CLOEXEC, LOWEST_DESCRIPTOR)
    except OSError:
        high = fcntl.fcntl(socket.fileno(), fcntl.F_DUPFD_CLOEXEC, LOW_DESCRIPTOR)
    socket.close()
    return _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET, 0, high)
