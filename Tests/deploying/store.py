"""An object store on loopback, which keeps a list of rclone's requests and fails when a test says so."""

import logging
import socket
import threading

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

KEYS = {"aws_access_key_id": "deploying", "aws_secret_access_key": "not-a-secret", "region_name": "us-east-1"}
REMOTE = """[store]
type = s3
provider = Other
access_key_id = deploying
secret_access_key = not-a-secret
endpoint = http://127.0.0.1:{port}
"""
LIST = "LIST"


class Request:
    """A request of rclone: its method, or LIST for a list of files, the bucket, and the path in it."""

    def __init__(self, environ):
        self.method = environ["REQUEST_METHOD"]
        self.bucket, _, self.path = environ["PATH_INFO"].lstrip("/").partition("/")
        if self.method == "GET" and "max-keys" in environ.get("QUERY_STRING", ""):
            self.method = LIST


class Store:
    """The store. `before` and `after` are called with the number of each request, from 1, and the request.

    `before` may return the status and the code of an error, or `Store.CUT` to close the connection without an answer.
    """

    CUT = object()
    _shared = None

    @classmethod
    def shared(cls):
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def __init__(self):
        logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
        self.app = DomainDispatcherApplication(create_backend_app)
        self.turn = threading.Lock()
        self.reset()
        self.server = make_server("127.0.0.1", 0, self, threaded=True)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{self.port}", **KEYS)
        self.buckets = 0

    def reset(self):
        self.requests = []
        self.before = self.after = lambda number, request: None

    def __call__(self, environ, start):
        if "rclone" not in environ.get("HTTP_USER_AGENT", ""):
            return self.app(environ, start)
        request = Request(environ)
        with self.turn:
            self.requests.append(request)
            number = len(self.requests)
        fault = self.before(number, request)
        if fault is None:
            answer = list(self.app(environ, start))
            self.after(number, request)
            return answer
        if fault is Store.CUT:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            start("500 Cut", [])
            return []
        status, code = fault
        start(f"{status} {code}", [("Content-Type", "application/xml")])
        return [f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()]

    def make_bucket(self):
        """A new bucket, by its name."""
        self.buckets += 1
        name = f"site-{self.buckets}"
        self.client.create_bucket(Bucket=name)
        return name

    def put(self, bucket, path, contents=b"other"):
        self.client.put_object(Bucket=bucket, Key=path, Body=contents)

    def head(self, bucket, path):
        return self.client.head_object(Bucket=bucket, Key=path)

    def digests(self, bucket):
        """The ETag of each object: the MD5 of what was uploaded in one request."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return {each["Key"]: each["ETag"].strip('"') for page in pages for each in page.get("Contents", [])}

    def copy(self, source, target):
        """Makes a bucket hold what another one does."""
        for path in self.digests(target):
            self.client.delete_object(Bucket=target, Key=path)
        for path in self.digests(source):
            self.client.copy_object(Bucket=target, Key=path, CopySource={"Bucket": source, "Key": path})
