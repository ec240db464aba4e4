# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that do what real ones do not: each connection is played by a function; and a proxy that goes silent."""
import contextlib
import re
import select
import socket
import ssl
import threading


def server_context(certificate, **more):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*map(str, certificate))
    for name, value in more.items():
        setattr(context, name, value)
    return context


class Connection:
    """One client: lines in and out; what it says is kept in server.heard (after TLS: what was inside)."""

    def __init__(self, server, sock):
        self.server, self.sock, self.buffer = server, sock, b""

    def starttls(self, context, buffered=b""):
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self.buffer = buffered

    def send(self, *lines):
        self.sock.sendall(b"".join(line.encode() + b"\r\n" for line in lines))

    def read_more(self):
        got = self.sock.recv(65536)
        self.server.heard += got
        self.buffer += got
        return bool(got)

    def readline(self):
        """The next line without its end; None at the end."""
        while b"\n" not in self.buffer:
            if not self.read_more():
                return None
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r").decode(errors="replace")

    def drain(self):
        """Listens until the client goes away."""
        while self.read_more():
            self.buffer = b""

    def close(self):
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()


class Scripted:
    """play(connection) runs once a connection. context: TLS from the first byte."""

    def __init__(self, play, context=None):
        self.play, self.context = play, context
        self.heard, self.connections, self.open = b"", 0, []

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in list(self.open):
            connection.close()

    def _accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        connection = Connection(self, sock)
        self.open.append(connection)
        try:
            if self.context:
                connection.starttls(self.context)
            self.play(connection)
        except (OSError, ValueError):
            pass
        finally:
            connection.close()


class Proxy:
    """Passes bytes on to a port of this machine, until it is told to swallow them without a word. tap sees what the
    client says before it is passed on; when it answers True, the line is cut right after that."""

    def __init__(self, port, tap=None):
        self.target, self.tap = port, tap
        self.swallowing = threading.Event()
        self.connections = 0

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.stop = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def swallow(self):
        """Those connected now hear and are heard no more; later ones are served."""
        self.swallowing.set()
        self.swallowing = threading.Event()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._pass, args=(client, self.swallowing), daemon=True).start()

    def _pass(self, client, swallowing):
        with client, contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.target)) as server:
            other = {client: server, server: client}
            while not self.stop.is_set():
                ready, _, _ = select.select([client, server], [], [], 0.2)
                for sock in ready:
                    got = sock.recv(65536)
                    if swallowing.is_set():
                        if not got:
                            self.stop.wait()
                        continue
                    if not got:
                        return
                    cut = self.tap(got) if self.tap and sock is client else False
                    other[sock].sendall(got)
                    if cut:
                        return


# --- IMAP ---

IMAP_CAPABILITIES = "IMAP4rev1 SASL-IR AUTH=PLAIN IDLE UIDPLUS"


def imap(connection, answers=(), capabilities=IMAP_CAPABILITIES, greeting="* OK hello"):
    """A small empty mailbox. answers: pattern of a command → function(connection, tag, command) that answers it."""
    connection.send(greeting)
    while (line := connection.readline()) is not None:
        tag, _, command = line.partition(" ")
        for pattern, answer in answers:
            if re.match(pattern, command, re.I):
                answer(connection, tag, command)
                break
        else:
            if re.match("CAPABILITY", command, re.I):
                connection.send(f"* CAPABILITY {capabilities}", f"{tag} OK done")
            elif re.match("LOGOUT", command, re.I):
                connection.send("* BYE", f"{tag} OK done")
                return
            elif re.match("EXAMINE|SELECT", command, re.I):
                connection.send("* 0 EXISTS", "* FLAGS ()", "* OK [UIDVALIDITY 7] .", "* OK [UIDNEXT 1] .",
                                f"{tag} OK [READ-ONLY] done")
            elif re.match("UID SEARCH", command, re.I):
                connection.send("* SEARCH", f"{tag} OK done")
            else:
                connection.send(f"{tag} OK done")


# --- SMTP ---

def smtp(connection, say=None, context=None, extensions=("8BITMIME", "PIPELINING"), mails=None):
    """A small server. say(step, line) → an answer instead of the usual one, "drop" to hang up, or None. Steps: greeting,
    ehlo, starttls, auth, mail, rcpt, data, dot. mails: a list that takes (recipients, bytes) of what was accepted."""
    def answer(step, line, usual):
        text = say(step, line) if say else None
        if text == "drop":
            raise ValueError("hangs up")
        connection.send(*(text or usual).split("\n"))
        return (text or usual)[0] in "23"

    recipients, secure = [], False
    answer("greeting", "", "220 mx.scripted.example ESMTP")
    while (line := connection.readline()) is not None:
        verb = line.split(" ")[0].upper()
        if verb in ("EHLO", "HELO"):
            offered = [*extensions, *(["STARTTLS"] if context and not secure else [])]
            lines = ["mx.scripted.example", *offered]
            answer("ehlo", line, "\n".join(f"250{'-' if i + 1 < len(lines) else ' '}{text}" for i, text in enumerate(lines)))
        elif verb == "STARTTLS":
            if answer("starttls", line, "220 go ahead"):
                connection.starttls(context)
                secure = True
        elif verb == "AUTH":
            answer("auth", line, "235 welcome")
        elif verb == "MAIL":
            recipients = []
            answer("mail", line, "250 ok")
        elif verb == "RCPT":
            if answer("rcpt", line, "250 ok"):
                recipients.append(re.search("<(.*?)>", line)[1])
        elif verb == "DATA":
            if not recipients and not say:
                connection.send("554 no recipients")
                continue
            if answer("data", line, "354 go ahead"):
                body = []
                while (text := connection.readline()) != ".":
                    if text is None:
                        return
                    body.append(text[1:] if text.startswith(".") else text)
                if mails is not None:
                    mails.append((recipients, "\r\n".join(body)))
                answer("dot", "", "250 accepted")
        elif verb == "QUIT":
            connection.send("221 bye")
            return
        else:
            connection.send("250 ok")
