"""The encoder's network of body.onnx with adapters, as PyTorch computes it, and what it says of two sentences."""
import math

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

LAYERS, WIDTH, HEADS = 12, 384, 12
RANK = 16
# Of "all", "some" and "conflict": how a side's words count.
SIGNS = [-1.0, 1.0, 1.0]
MODEL = 'lambdas/encoder/model/'


def body_weights():
    return {one.name: numpy_helper.to_array(one) for one in onnx.load(MODEL + 'body.onnx').graph.initializer}


def word_table():
    """The rows of words.q4 (see lambdas/encoder/word-table.ts) as half-precision floats."""
    raw = np.fromfile(MODEL + 'words.q4', dtype=np.uint8).reshape(-1, 12, 18)
    scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
    low, high = raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4
    rows = np.concatenate([low, high], -1).astype(np.float32) - 8
    return torch.tensor((rows * scale).reshape(-1, WIDTH).astype(np.float16))


class Adapted(nn.Module):
    """A matrix that stays as it is, with a difference of low rank that is learned (LoRA, arXiv 2106.09685)."""

    def __init__(self, matrix, bias):
        super().__init__()
        self.register_buffer('matrix', matrix)
        self.register_buffer('bias', bias)
        self.A = nn.Parameter(torch.randn(matrix.shape[0], RANK) / math.sqrt(matrix.shape[0]))
        self.B = nn.Parameter(torch.zeros(RANK, matrix.shape[1]))

    def forward(self, x):
        return x @ self.matrix + self.bias + (x @ self.A) @ self.B


class Layer(nn.Module):
    def __init__(self, weights, at):
        super().__init__()
        read = lambda name: torch.tensor(weights[f'l{at}.{name}'])
        for name in ['q', 'k', 'v', 'ao', 'fi', 'fo']:
            matrix = read(f'{name}.w_quantized').float() * read(f'{name}.w_scale')
            setattr(self, name, Adapted(matrix, read(f'{name}.b')))
        for name in ['aln', 'oln']:
            setattr(self, f'{name}_w', nn.Parameter(read(f'{name}.w_')))
            setattr(self, f'{name}_b', nn.Parameter(read(f'{name}.b_')))

    def forward(self, x, mask):
        batch, count, _ = x.shape
        heads = lambda y: y.view(batch, count, HEADS, WIDTH // HEADS).transpose(1, 2)
        seen = F.scaled_dot_product_attention(heads(self.q(x)), heads(self.k(x)), heads(self.v(x)), attn_mask=mask)
        seen = self.ao(seen.transpose(1, 2).reshape(batch, count, WIDTH))
        x = F.layer_norm(seen + x, (WIDTH,), self.aln_w, self.aln_b, 1e-12)
        return F.layer_norm(self.fo(F.gelu(self.fi(x))) + x, (WIDTH,), self.oln_w, self.oln_b, 1e-12)


class CrossEncoder(nn.Module):
    """
    Of both sides three log odds: that the other side tells all of it, at least some, and that both cannot be right (whose mean over both
    sides is the answer). One word that nobody tells ends "all", one that is told begins "some", and one that clashes is a conflict: beside
    the mean of a side's vectors stands a soft maximum over its words.
    """

    def __init__(self):
        super().__init__()
        weights = body_weights()
        for name, of in [('types', 'typ'), ('positions', 'pos'), ('first_w', 'emb.ln.w_'), ('first_b', 'emb.ln.b_')]:
            self.register_buffer(name, torch.tensor(weights[of]))
        self.layers = nn.ModuleList([Layer(weights, at) for at in range(LAYERS)])
        self.segments = nn.Parameter(torch.zeros(2, WIDTH))
        self.mean = nn.Linear(WIDTH, len(SIGNS))
        self.words = nn.Linear(WIDTH, len(SIGNS))
        self.start = nn.Parameter(torch.tensor([3.0, 0.0, -6.0]))
        self.register_buffer('signs', torch.tensor(SIGNS), persistent=False)
        nn.init.zeros_(self.mean.weight)
        nn.init.normal_(self.words.weight, std=0.02)

    def forward(self, embeds, mask, segments, sides):
        """embeds [n, t, 384], mask [n, 1, 1, t] (0, or -1e4 for padding), segments [n, t], sides [n, 2, t]; answer [n, 2, 3]."""
        x = embeds + self.positions[: embeds.shape[1]] + self.types + self.segments[segments]
        x = F.layer_norm(x, (WIDTH,), self.first_w, self.first_b, 1e-12)
        for layer in self.layers:
            x = layer(x, mask)
        mean = self.mean(sides @ x / sides.sum(2, keepdim=True))
        each = self.words(x).transpose(1, 2)[:, None] + (1 - sides[:, :, None]) * -1e4
        most = torch.logsumexp(each, 3)
        return mean + self.start + self.signs * most

    def begin_with(self, learned):
        """What was learned before; what a network of fewer answers lacks stays as it is."""
        own = self.state_dict()
        for name, value in learned.items():
            if own[name].shape == value.shape:
                own[name].copy_(value)
            else:
                own[name][: len(value)].copy_(value)

    def learned(self):
        return {name: value for name, value in self.state_dict().items() if not name.endswith(('.matrix', '.bias')) or name.startswith(('mean', 'words'))}
