"""Writes lambdas/encoder/model/entailment.onnx: the graph of body.onnx, whose matrices it names by their place in that file, and what was learned."""
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from network import LAYERS, MODEL, SIGNS as ALL_SIGNS

# Of sixteen learned directions of each difference: with these the file and its neighbours stay under 50 MB.
KEPT_RANK = 12
# By the sum that a matrix's adapter is added to: its layer's name for the matrix, and what goes into it.
ADAPTED = {'q': ('q', 'h'), 'k': ('k', 'h'), 'v': ('v', 'h'), 'o': ('ao', 'cr'), 'm': ('fi', 'a'), 'z': ('fo', 'g')}
LARGE = 1024
# The product has no use for the third answer, which only helps the network to learn.
SIGNS = ALL_SIGNS[:2]


def reduced(a, b):
    """The nearest product of rank KEPT_RANK, parted evenly."""
    qa, ra = np.linalg.qr(a)
    qb, rb = np.linalg.qr(b.T)
    u, s, v = np.linalg.svd(ra @ rb.T)
    root = np.sqrt(s[:KEPT_RANK])
    return qa @ u[:, :KEPT_RANK] * root, (qb @ v.T[:, :KEPT_RANK] * root).T


class Graph:
    def __init__(self, learned):
        self.raw = open(MODEL + 'body.onnx', 'rb').read()
        self.body = onnx.load_from_string(self.raw)
        self.learned = {name: value.float().numpy() for name, value in learned.items()}
        self.nodes, self.constants = [], []

    def node(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype=np.float32), name))

    def whole_numbers(self, name, value):
        """As 8-bit numbers with a scale a column."""
        scale = np.maximum(np.abs(value).max(0), 1e-8) / 127
        for end, part in [('q', np.round(value / scale).astype(np.int8)), ('s', scale.astype(np.float32)), ('z', np.zeros(len(scale), np.int8))]:
            self.constants.append(numpy_helper.from_array(part, f'{name}.{end}'))
        self.node('DequantizeLinear', [f'{name}.q', f'{name}.s', f'{name}.z'], name, axis=1)

    def adapter(self, layer, matrix, given):
        name = f'adapter.{layer}.{matrix}'
        a, b = reduced(*(self.learned[f'layers.{layer}.{matrix}.{side}'] for side in 'AB'))
        self.whole_numbers(f'{name}.a', a)
        self.whole_numbers(f'{name}.b', b)
        self.node('MatMul', [given, f'{name}.a'], f'{name}.x')
        self.node('MatMul', [f'{name}.x', f'{name}.b'], f'{name}.y')
        return f'{name}.y'

    def copy_body(self):
        self.constant('segment_rows', self.learned['segments'])
        for layer in range(LAYERS):
            for norm in ['aln', 'oln']:
                for part in 'wb':
                    self.constant(f'norm.{layer}.{norm}.{part}', self.learned[f'layers.{layer}.{norm}_{part}'])
        sums = {f'{out}{layer}': (layer, matrix, f'{given}{layer}') for layer in range(LAYERS) for out, (matrix, given) in ADAPTED.items()}
        for node in self.body.graph.node:
            output = node.output[0]
            if 'mask' in node.input:
                # One pair a call: nothing is padded.
                self.node('Identity', [one for one in node.input if one != 'mask'], output)
            elif output == 'e2':
                self.node(node.op_type, list(node.input), 'e2.body')
                self.node('Gather', ['segment_rows', 'segments'], 'e2.segments')
                self.node('Add', ['e2.body', 'e2.segments'], output)
            elif node.op_type == 'Add' and output in sums:
                self.node('Add', list(node.input), f'{output}.body')
                self.node('Add', [f'{output}.body', self.adapter(*sums[output])], output)
            else:
                if node.op_type == 'LayerNormalization' and node.input[1].startswith('l'):
                    layer, norm = node.input[1].split('.')[:2]
                    node.input[1], node.input[2] = (f'norm.{layer[1:]}.{norm}.{part}' for part in 'wb')
                self.nodes.append(node)

    def add_head(self):
        self.constant('mean.w', self.learned['mean.weight'][: len(SIGNS)].T)
        self.constant('words.w', self.learned['words.weight'][: len(SIGNS)].T)
        self.constant('words.b', self.learned['words.bias'][: len(SIGNS)])
        self.constant('start', (self.learned['start'] + self.learned['mean.bias'])[: len(SIGNS)])
        self.constant('one', [1])
        self.constant('never', [-1e4])
        self.constant('sign', SIGNS)
        self.constants.append(numpy_helper.from_array(np.array([2], np.int64), 'last'))
        self.node('MatMul', ['sides', 'h12'], 'sum')
        self.node('ReduceSum', ['sides', 'last'], 'count', keepdims=1)
        self.node('Div', ['sum', 'count'], 'mean')
        self.node('MatMul', ['mean', 'mean.w'], 'of_mean')
        self.node('MatMul', ['h12', 'words.w'], 'words.x')
        self.node('Add', ['words.x', 'words.b'], 'words')
        self.node('Transpose', ['words'], 'words.each', perm=[2, 0, 1])
        self.node('Sub', ['one', 'sides'], 'others')
        self.node('Mul', ['others', 'never'], 'hidden')
        self.node('Add', ['words.each', 'hidden'], 'words.own')
        self.node('ReduceLogSumExp', ['words.own', 'last'], 'most', keepdims=0)
        self.node('Transpose', ['most'], 'most.sides', perm=[1, 0])
        self.node('Mul', ['most.sides', 'sign'], 'of_words')
        self.node('Add', ['of_words', 'start'], 'of_both')
        self.node('Add', ['of_mean', 'of_both'], 'odds')

    def share_matrices(self):
        """Constants of the body that are used: the large ones stay in body.onnx, named by where they stand there."""
        used = {name for node in self.nodes for name in node.input}
        for one in self.body.graph.initializer:
            if one.name not in used:
                continue
            if len(one.raw_data) < LARGE:
                self.constants.append(one)
                continue
            at = self.raw.find(one.raw_data)
            if at < 0 or self.raw.find(one.raw_data, at + 1) >= 0:
                raise SystemExit(f'{one.name} does not stand in body.onnx exactly once.')
            shared = TensorProto(name=one.name, data_type=one.data_type, dims=one.dims, data_location=TensorProto.EXTERNAL)
            for key, value in [('location', 'body.onnx'), ('offset', at), ('length', len(one.raw_data))]:
                shared.external_data.add(key=key, value=str(value))
            self.constants.append(shared)

    def bytes(self):
        self.copy_body()
        self.add_head()
        self.share_matrices()
        given = helper.make_tensor_value_info
        inputs = [
            given('embeds', TensorProto.FLOAT, [1, 'T', 384]),
            given('position_ids', TensorProto.INT64, [1, 'T']),
            given('segments', TensorProto.INT64, [1, 'T']),
            given('sides', TensorProto.FLOAT, [1, 2, 'T']),
        ]
        graph = helper.make_graph(self.nodes, 'entailment', inputs, [given('odds', TensorProto.FLOAT, [1, 2, len(SIGNS)])], self.constants)
        model = helper.make_model(graph, opset_imports=self.body.opset_import)
        model.ir_version = self.body.ir_version
        return model.SerializeToString()


if __name__ == '__main__':
    with open(MODEL + 'entailment.onnx', 'wb') as file:
        file.write(Graph(torch.load(sys.argv[1])).bytes())
