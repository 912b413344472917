"""Python imports this module when `transformers serve` starts, as the folder is in PYTHONPATH.

torchvision's compiled code cannot be loaded beside the CPU build of torch (see finish_install.py), so Pillow decodes the
pictures.
"""
import io

import torchvision.io
from PIL import Image, ImageOps
from torchvision.transforms.functional import pil_to_tensor


def decode_image(source, mode=None, apply_exif_orientation=False):
    file = source if isinstance(source, str) else io.BytesIO(bytes(source.numpy()))
    return pil_to_tensor(ImageOps.exif_transpose(Image.open(file)).convert('RGB'))


torchvision.io.decode_image = decode_image
