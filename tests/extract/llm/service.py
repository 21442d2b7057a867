"""A real HTTP server that speaks as much of the OpenAI interface as is needed, and answers what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service:
    """Answers each request with the next of `answers`, the last one again and again; keeps what it was asked.

    An answer is a text (the content of a chat completion), a number (an HTTP status), bytes (the whole body as it is)
    or a function that writes to the connection.
    """

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []
        self.headers = []
        self.paths = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                service.requests.append(json.loads(self.rfile.read(length)))
                service.headers.append(dict(self.headers))
                service.paths.append(self.path)
                answer = service.answers[min(len(service.requests), len(service.answers)) - 1]
                try:
                    respond(self, answer)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    @property
    def asked(self):
        """What the model was shown in each request."""
        return [request["messages"][-1]["content"] for request in self.requests]


def respond(handler, answer):
    if callable(answer):
        answer(handler)
    elif isinstance(answer, int):
        send(handler, b"no", status=answer)
    elif isinstance(answer, bytes):
        send(handler, answer)
    else:
        send(handler, completion(answer))


def completion(content, finish="stop"):
    """The body of a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


def send(handler, body, *, status=200, headers=()):
    handler.send_response(status)
    for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers):
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def silent(seconds):
    """An answer that does not come in time."""

    def wait(handler):
        time.sleep(seconds)
        handler.close_connection = True

    return wait


def dripping(pause, times):
    """An answer of which a byte comes now and then."""

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(times):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(pause)
        handler.close_connection = True

    return drip


def redirecting(target):
    """An answer that sends the asker elsewhere."""
    return lambda handler: send(handler, b"", status=307, headers=(("Location", target),))
