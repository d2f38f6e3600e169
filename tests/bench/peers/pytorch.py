"""PyTorch on one thread, as the benchmarks drive it: settings as arguments, commands on standard input, JSON back."""

import ctypes
import json
import re
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
settings = dict(argument.split("=", 1) for argument in sys.argv[1:])
torch.manual_seed(int(settings["seed"]))  # of dropout
batch_size = int(settings["batchSize"])


def read_bytes(path, header):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.uint8, offset=header)


def read_digits(prefix):
    """Inputs [digits, 784] from 0 to 1, kept as floats: gathering them is then all that a batch costs."""
    path = f"{settings['data']}/{prefix}"
    images = read_bytes(f"{path}-images-idx3-ubyte", 16).reshape(-1, 784).clamp(min=int(settings["paper"]))
    return images.float() / 255, read_bytes(f"{path}-labels-idx1-ubyte", 8).long()


def read_start(kind, seed, dtype):
    with open(f"{settings['start']}/{kind}-{seed}.bin", "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=dtype)


def make_layer(inputs, units, parameters):
    """With the first of `parameters`, which are Inkling's: its weights [inputs, units], then its biases."""
    layer = nn.Linear(inputs, units)
    weights = inputs * units
    with torch.no_grad():
        layer.weight.copy_(parameters[:weights].reshape(inputs, units).T)
        layer.bias.copy_(parameters[weights : weights + units])
    return layer, parameters[weights + units :]


def make_model(seed):
    parameters = read_start(f"parameters-{settings['hiddenUnits']}", seed, torch.float32)
    parts, inputs = [], 784
    for units in map(int, settings["hiddenUnits"].split(",")):
        layer, parameters = make_layer(inputs, units, parameters)
        parts += [layer, nn.ReLU()]
        if float(settings["dropout"]) > 0:
            parts.append(nn.Dropout(float(settings["dropout"])))
        inputs = units
    return nn.Sequential(*parts, make_layer(inputs, 10, parameters)[0])


def reset(seed):
    """The network and the order of the seed, in the place of those before."""
    global model, optimizer, order, position
    model = make_model(seed)
    rules = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    optimizer = rules[settings["optimizer"]](model.parameters(), lr=float(settings["learningRate"]))
    order = read_start("order", seed, torch.int32).long()
    position = 0
    return {}


images, labels = read_digits("train")
test_images, test_labels = read_digits("t10k")
reset(settings["seed"])


def step():
    """Trains on the next batch, and returns its size; an epoch's last batch holds what is left."""
    global position
    end_of_epoch = position - position % len(labels) + len(labels)
    indices = order[position : min(position + batch_size, end_of_epoch)]
    position = (position + len(indices)) % len(order)
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(images[indices]), labels[indices]).backward()
    optimizer.step()
    return len(indices)


def run(steps):
    begin = time.perf_counter()
    digits = sum(step() for _ in range(steps))
    return {"digits": digits, "seconds": time.perf_counter() - begin}


def evaluate(_):
    model.eval()
    with torch.no_grad():
        correct = (model(test_images).argmax(1) == test_labels).sum().item()
    model.train()
    return {"digits": len(test_labels), "correct": correct}


class SymbolInfo(ctypes.Structure):
    """What dladdr(3) fills in: of these fields only the first, the file that holds the symbol, is of use here."""

    _fields_ = [
        ("file", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    ]


def find_file_of(symbol):
    """The library from which PyTorch has taken a function, of all that are loaded; None if it cannot be told."""
    try:
        with open("/proc/self/maps") as maps:
            torch_path = next(line.split()[-1] for line in maps if "libtorch_cpu" in line)
        function = ctypes.cast(getattr(ctypes.CDLL(torch_path), symbol), ctypes.c_void_p)
    except (OSError, StopIteration, AttributeError):
        return None
    info = SymbolInfo()
    found = ctypes.CDLL(None).dladdr(function, ctypes.byref(info))
    return info.file.decode() if found else None


def ask(path, function, result, *arguments):
    """What a C function of a library gives; None if it has no such function."""
    call = getattr(ctypes.CDLL(path), function, None)
    if call is None:
        return None
    call.restype = result
    value = call(*arguments)
    return value.decode() if isinstance(value, bytes) else value


def find_blas():
    """The kernel and the threads of what multiplies matrices, on which the speed depends more than on anything else."""
    path = find_file_of("sgemm_")
    if path is None:
        return {"library": "BLAS", "name": "of its own"}, None
    if core := ask(path, "openblas_get_corename", ctypes.c_char_p):
        version = ask(path, "openblas_get_config", ctypes.c_char_p).split()[1]
        threads = ask(path, "openblas_get_num_threads", ctypes.c_int)
        return {"library": "OpenBLAS", "name": core, "version": version}, threads
    if core := ask(path, "bli_arch_string", ctypes.c_char_p, ask(path, "bli_arch_query_id", ctypes.c_int)):
        return {"library": "BLIS", "name": core}, ask(path, "bli_thread_get_num_threads", ctypes.c_int)
    return {"library": "BLAS", "name": path.split("/")[-1]}, None


def find_vectors():
    """What PyTorch's own kernels are dispatched to."""
    backend = getattr(torch.backends, "cpu", None)
    if hasattr(backend, "get_cpu_capability"):
        return backend.get_cpu_capability()
    return re.search(r"CPU capability usage: (.*)", torch.__config__.show()).group(1)


def describe(_):
    blas, threads = find_blas()
    return {
        "version": f"PyTorch {torch.__version__}",
        "kernels": [blas, {"library": "ATen", "name": find_vectors()}],
        "claimedThreads": max(torch.get_num_threads(), threads or 1),
    }


commands = {"run": run, "evaluate": evaluate, "reset": reset, "describe": describe}
for line in sys.stdin:
    command, _, argument = line.strip().partition(" ")
    print(json.dumps(commands[command](int(argument or 0))), flush=True)
